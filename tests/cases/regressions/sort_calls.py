# law: sorting asks the items
# kinds: any any
# inputs: []
def entry(a, b):
    items = [a, b]
    items.sort()
    print('sorted')
    return len(items)
