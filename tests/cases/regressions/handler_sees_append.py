# law: a handler in the same function sees what an exception left
# kinds: int
# inputs: [[0], [1]]
def entry(n):
    seen = []
    x = 0
    try:
        seen.append(n)
        x = 1
        y = 10 // n
        seen.append(y)
    except ZeroDivisionError:
        pass
    return seen, x
