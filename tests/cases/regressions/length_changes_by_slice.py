# law: a slice changes the length
# kinds: list_int
# inputs: [[[1, 2, 3]], [[]]]
def entry(xs):
    n = len(xs)
    xs[0:2] = []
    return n - len(xs)
