# law: an operator of an unknown object may keep the list
# kinds: any
# inputs: []
def entry(a):
    items = [1]
    made = items + a
    size = len(items)
    items.append(3)
    return size, items
