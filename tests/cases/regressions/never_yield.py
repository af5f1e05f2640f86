# law: code that never runs makes a generator
# kinds: int
# inputs: [[0]]
def entry(n):
    if False:
        yield 1
    return n
