# law: a choice of booleans gives booleans
# kinds: any
# inputs: [[1], ['x'], [0]]
def entry(a):
    first = False if not a else True
    second = (not a) == False
    return first, second
