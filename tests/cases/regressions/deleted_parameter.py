# law: a deleted parameter is unbound
# kinds: int
# inputs: [[0]]
def entry(n):
    del n
    unused = n
    return 1
