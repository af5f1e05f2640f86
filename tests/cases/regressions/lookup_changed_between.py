# law: an item is stored between two uses
# kinds: list_int
# inputs: [[[1, 2]]]
def entry(xs):
    v = xs[0]
    if v > 5:
        return v
    xs[0] = 9
    return v
