# law: True is not 1
# kinds: int
# inputs: [[0], [1], [2]]
def entry(n):
    if n == 0:
        return False
    total = 0
    for i in range(n):
        total += i
    return total
