"""Private chains of linked nodes, read as what they are: lists."""
