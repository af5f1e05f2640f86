# law: max with a default may give the default
# kinds: list_int
# inputs: [[[]], [[3]]]
def entry(items):
    best = max(items, default=None)
    if best == None:
        return 'none'
    return not best != 3
