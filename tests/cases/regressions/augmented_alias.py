# law: augmented assignment changes the alias
# kinds: list_int
# inputs: [[[0]]]
def entry(a):
    b = a
    b += [1]
    c = a
    c = c + [2]
    return a, b, c
