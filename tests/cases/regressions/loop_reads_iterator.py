# law: a loop uses its iterator up
# kinds: list_int
# inputs: [[[1, 2, 3]]]
def entry(items):
    it = iter(items)
    first = 0
    for x in it:
        first = x
        break
    rest = list(it)
    again = list(it)
    return first, rest, again
