# law: sets of lists raise
# kinds: list_int
# inputs: [[[1]]]
def entry(items):
    grid = [items]
    unused = set(grid)
    return 1
