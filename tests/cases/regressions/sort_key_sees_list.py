# law: a key function that looks at the list while it is sorted
# kinds: list_int
# inputs: [[[3, 1, 2]], [[]]]
def entry(xs):
    ys = [x for x in xs]
    ys.sort(key=lambda x: x + len(ys))
    return ys
