# law: a generator runs when it is used
# kinds: list_int
# inputs: [[[1, 2, 3]]]
def entry(items):
    lazy = (print(x) for x in items)
    print('before')
    done = list(lazy)
    print('after')
    return len(done)
