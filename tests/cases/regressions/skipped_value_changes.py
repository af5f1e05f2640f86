# law: a value that is asked for late, when what it reads has changed
# kinds: list_int
# inputs: [[[1]], [[]]]
def entry(xs):
    size = len(xs)
    xs.append(2)
    return xs[0] > 1 and size
