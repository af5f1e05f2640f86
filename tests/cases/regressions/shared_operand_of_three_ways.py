# law: the tests of three ways share no node, which renaming would rename twice
# kinds: any any any
# inputs: [[-0.0, -0.0, 1]]
def entry(earg0, earg1, earg2):
    loc1 = f'<{1}-{earg2}>'
    if loc1 > loc1:
        return 0
    elif loc1 >= loc1:
        return 1
    else:
        return 2
    return loc1
