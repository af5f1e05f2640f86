# law: the last definition counts
# kinds: int
# inputs: [[1], [0]]
def entry(n):
    return n + 1
older = entry
def entry(n):
    if n:
        return older('a' if n is None else n)
    return 0
