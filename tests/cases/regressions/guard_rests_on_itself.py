# law: a guard that only its own recursion answers
# kinds: int
# inputs: [[0], [1], [2], [3]]
def entry(n):
    if n < 0 or n > 4:
        return 0
    if n in (0, 1):
        return 1
    return entry(1 - n) if n < 2 else n
