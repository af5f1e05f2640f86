"""Running operations: documents prepared once, bounded by their cost, executed fast, answered as bytes."""
