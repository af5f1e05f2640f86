# law: comparing lists looks into inner lists
# kinds: int
# inputs: [[1]]
def entry(n):
    inner = [n]
    outer = [inner]
    same = outer == [[n]]
    inner.append(1)
    other = outer == [[n]]
    return same, other
