# law: the middle assignment moves the index
# kinds: list_int int
# inputs: [[[1, 2, 3], 1], [[1, 2, 3], 0]]
def entry(xs, j):
    if not 0 <= j < len(xs):
        return xs
    kept = xs[0]
    j = xs[j]
    if j < len(xs):
        xs[j] = kept
    t = xs[0]
    j = xs[-1]
    xs[-1] = t
    return xs, j
