# law: code that never runs makes a name local
# kinds: int
# inputs: [[0]]
def entry(n):
    if False:
        value = 1
    return value
