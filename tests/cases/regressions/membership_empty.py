# law: nothing is in an empty tuple
# kinds: int
# inputs: [[1]]
def entry(n):
    if n in ():
        return 1
    if n not in ():
        return 2
    return 3
