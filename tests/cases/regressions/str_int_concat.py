# law: an exception comes at its place
# kinds: str int list_int
# inputs: [['a', 1, [0]]]
def entry(s, n, items):
    items.append(1)
    bad = s + n
    items.append(2)
    return bad
