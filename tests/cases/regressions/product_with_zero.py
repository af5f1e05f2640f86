# law: a term with effects is computed as often as it was
# kinds: list_int
# inputs: [[[1, 2, 3]], [[1]]]
def entry(items):
    x = items.pop() * 0 + 1
    y = (items.pop() * 3) // 2
    return x, y, items
