# law: sum with a start may give a float
# kinds: list_int
# inputs: [[[]], [[3]]]
def entry(items):
    total = sum(items, start=0.5)
    return total + 1 + total, -(1 - total)
