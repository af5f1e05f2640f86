# law: what follows the guard fails
# kinds: int
# inputs: [[0], [2]]
def entry(n):
    if n == 0:
        return 0
    return 0 // n
