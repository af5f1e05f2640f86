# law: a slice with step zero raises
# kinds: list_int int
# inputs: [[[1], 0], [[1], 1]]
def entry(items, n):
    unused = items[::n]
    return 1
