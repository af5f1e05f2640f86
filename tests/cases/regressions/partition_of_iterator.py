# law: an iterator can be gone over once
# kinds: list_int
# inputs: [[[1, 2, 3, 4]]]
def entry(xs):
    items = iter(xs)
    a = []
    b = []
    for x in items:
        if x > 2:
            a.append(x)
        else:
            b.append(x)
    return a, b
