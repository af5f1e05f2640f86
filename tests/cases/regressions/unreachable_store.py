# law: unreachable code makes a name local
# kinds: int
# inputs: [[0]]
def entry(n):
    return value
    value = n
