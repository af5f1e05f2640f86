# law: another variable names the same list
# kinds: list_int
# inputs: [[[1, 2, 3]], [[]]]
def entry(xs):
    ys = xs
    n = len(xs)
    for y in [1, 2]:
        ys += [y]
    return n
