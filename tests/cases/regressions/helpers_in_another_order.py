# law: a function that is rebound while the module runs is not the one that was defined
# kinds: int
# inputs: [[2], [7]]
def second(n):
    while n > 5:
        n -= 1
    return n

old = second

def first(n):
    while n > 3:
        n -= 1
    return old(n) + 1

def second(n):
    return first(n) * 2

def entry(n):
    return first(n) + second(n)
