# law: what is returned after the try may fail
# kinds: list_int
# inputs: [[[]], [[1]], [[0]]]
def entry(xs):
    try:
        v = xs[0]
    except IndexError:
        return None
    return 1 // v
