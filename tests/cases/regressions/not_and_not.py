# law: negation in value position gives booleans
# kinds: any any
# inputs: [[1, 5], [1, 0], [0, 3], ['', 'x']]
def entry(a, b):
    return not (a and not b)
