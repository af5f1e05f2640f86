# law: a handler that goes on
# kinds: list_int
# inputs: [[[]], [[1]]]
def entry(xs):
    v = 7
    try:
        v = xs[0]
    except IndexError:
        v += 1
    return v
