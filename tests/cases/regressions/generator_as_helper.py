# law: a generator bears its name
# kinds: int
# inputs: [[2], [7]]
def count(n):
    while n > 0:
        yield n
        n -= 1

def entry(n):
    def inner(k):
        yield k
    return count(n).__name__, list(inner(n)), sum(count(n))
