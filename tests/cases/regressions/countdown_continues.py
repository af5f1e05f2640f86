# law: continue skips the step
# kinds: int
# inputs: [[3], [0]]
def entry(n):
    total = 0
    while n > 0:
        n -= 1
        if n == 1:
            continue
        total += n
    return total
