# law: what follows the guard prints
# kinds: int
# inputs: [[0], [2]]
def entry(n):
    if n == 0:
        return 0
    total = 0
    for i in range(n):
        total += i
    print(total)
    return total
