# law: a module may have its own len
# kinds: list_int
# inputs: [[[1]]]
def len(x):
    print('own')
    return 0
def entry(items):
    if len(items) == 0:
        return 'empty'
    return 'full'
