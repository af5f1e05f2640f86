# law: a tuple is assigned at once
# kinds: int
# inputs: [[0], [2]]
def entry(n):
    a = b = 0
    try:
        a, b = 1, 10 // n
    except ZeroDivisionError:
        return a, b
    return b, a
