# law: a generator reads its list later
# kinds: int
# inputs: [[1]]
def entry(n):
    items = [n]
    lazy = (item + 1 for item in items)
    items.append(n + 5)
    return list(lazy)
