# law: min of two lists is one of them
# kinds: int
# inputs: [[1]]
def entry(n):
    first = [n]
    second = [n, 2]
    least = min(first, second)
    least.append(9)
    size = len(first)
    first.append(7)
    return least, size
