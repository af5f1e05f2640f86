# law: a call may change a captured variable
# kinds: int
# inputs: [[1], [5]]
def entry(n):
    x = n
    def inc():
        nonlocal x
        x += 1
        return x
    before = x
    after = inc()
    return before, after, x
