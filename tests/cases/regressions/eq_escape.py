# law: a comparison with an unknown object may change the list
# kinds: any
# inputs: []
def entry(a):
    items = [1]
    same = items == a
    size = len(items)
    items.append(3)
    again = a == items
    return size, items
