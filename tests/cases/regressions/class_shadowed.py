# law: int means something else
# kinds: int
# inputs: [[1]]
def entry(n):
    int = str
    return isinstance(n, int)
