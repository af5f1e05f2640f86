# law: subtraction has an order
# kinds: int
# inputs: [[3], [0]]
def entry(n):
    total = 1
    for i in range(n, 0, -1):
        total = i - total
    return total
