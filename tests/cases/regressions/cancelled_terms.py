# law: terms with exceptions do not cancel
# kinds: list_int
# inputs: [[[]], [[1]]]
def entry(items):
    same = items[0] - items[0] == 0
    return same
