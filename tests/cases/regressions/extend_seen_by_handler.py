# law: the list is seen after the second operand failed
# kinds: list_int list_int
# inputs: [[[1], [2]], [[1], []]]
def entry(a, b):
    out = [0]
    try:
        out.extend(a)
        return out + [b[0]]
    except IndexError:
        return out
