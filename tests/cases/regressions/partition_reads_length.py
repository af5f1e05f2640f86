# law: the test reads a list that is filled
# kinds: list_int
# inputs: [[[1, 2, 3, 4]]]
def entry(xs):
    a = []
    b = []
    for x in xs:
        if len(a) <= len(b):
            a.append(x)
        else:
            b.append(x)
    return a, b
