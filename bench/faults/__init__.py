"""The fault campaign: nothing lost, nothing paid twice, whatever is killed."""
