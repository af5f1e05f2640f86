# law: a captured parameter changes by calls too
# kinds: int
# inputs: [[1]]
def entry(n):
    def inc():
        nonlocal n
        n += 1
        return n
    before = n
    after = inc()
    return after, before
