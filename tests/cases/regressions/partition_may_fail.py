# law: a test that fails half way leaves both lists as they are
# kinds: list_int
# inputs: [[[1, 0, 3]], [[1, 2]]]
def entry(xs):
    a = []
    b = []
    try:
        for x in xs:
            if 6 // x > 2:
                a.append(x)
            else:
                b.append(x)
    except ZeroDivisionError:
        pass
    return a, b
