# law: a counter that is left at its bound starts there in the next turn
# kinds: int
# inputs: [[3], [0], [5]]
def entry(n):
    total = 0
    for i in range(3):
        while n > 0:
            total += n
            n -= 1
    return total
