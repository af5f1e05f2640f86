# law: unpacking in a comprehension may raise
# kinds: list_int
# inputs: [[[1]]]
def entry(items):
    unused = [a for a, b in ['ab', 'c']]
    return 1
