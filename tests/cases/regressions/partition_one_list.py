# law: both branches fill one list
# kinds: list_int
# inputs: [[[1, 2, 3, 4]]]
def entry(xs):
    a = b = []
    for x in xs:
        if x % 2:
            a.append(x)
        else:
            b.append(-x)
    return a, b
