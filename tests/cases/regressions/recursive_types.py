# law: internal calls pass other types
# kinds: int int
# inputs: [[7, 0]]
def entry(n, depth):
    if depth > 3:
        return n
    return entry(n / 2, depth + 1) + 1 - n
