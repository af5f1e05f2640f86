# law: parallel assignment of items
# kinds: list_int int
# inputs: [[[1, 2, 3], 1], [[], 1]]
def entry(a, i):
    i, a[i] = 0, i
    return a, i
