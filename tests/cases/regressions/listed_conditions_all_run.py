# law: the items of a list are all computed
# kinds: list_int
# inputs: [[[1]], [[]]]
def entry(xs):
    return all([len(xs) > 0, xs[0] > 0])
