# law: a recursive call changes the list
# kinds: list_int int
# inputs: [[[1], 0]]
def entry(items, n):
    if n > 2:
        items.append(n)
        return len(items)
    before = len(items)
    inner = entry(items, n + 1)
    after = len(items)
    return before, inner, after
