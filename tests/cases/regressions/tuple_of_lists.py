# law: a tuple may hold what changes
# kinds: list_int
# inputs: [[[1]]]
def entry(items):
    pair = (items, 1)
    text = str(pair)
    items.append(5)
    other = str(pair)
    items.append(6)
    return text, other
