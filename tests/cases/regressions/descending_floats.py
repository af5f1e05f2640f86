# law: floats are added in an order
# kinds: int
# inputs: [[40], [0]]
def entry(n):
    total = 0.1
    for i in range(n, 0, -1):
        total = total + i * 1e15
    return total
