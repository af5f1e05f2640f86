# law: a test assigns what it tests
# kinds: int
# inputs: [[0], [3], [9]]
def entry(n):
    if n < 5 and (n := n + 10) > 0 and n < 5:
        return 'small'
    return n
