# law: a remainder has the sign of its divisor
# kinds: int int
# inputs: [[7, -3], [-7, 3], [0, -1]]
def entry(a, b):
    if b == 0:
        return 0
    c = a % b
    if c < 0:
        return 'negative'
    return abs(c)
