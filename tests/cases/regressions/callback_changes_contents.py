# law: a method of an unknown object may change a list
# kinds: any
# inputs: []
def entry(sink):
    items = [1]
    sink.append(items)
    first = items[0]
    if not (first == 1):
        return 'changed'
    return [x for x in items if not (x != 1)]
