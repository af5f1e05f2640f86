# law: the value asked about fails first
# kinds: list_int
# inputs: [[[]], [[1]]]
def entry(xs):
    return isinstance(xs[0], int)
