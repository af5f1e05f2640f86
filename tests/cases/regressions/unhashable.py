# law: lists cannot be looked up
# kinds: list_int
# inputs: [[[1]]]
def entry(items):
    unused = items in {1: 2}
    return 1
