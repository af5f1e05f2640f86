# law: items of unknown objects are read and stored in their order
# kinds: any int
# inputs: [[[1, 2, 3], 1], [{0: 1, 1: 2}, 1]]
def entry(xs, j):
    kept = xs[0]
    xs[0] = xs[j]
    xs[j] = kept
    return xs
