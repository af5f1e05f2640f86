# law: a default list remembers
# kinds: int
# inputs: [[1], [1]]
def note(n, seen=[]):
    seen.append(n)
    return len(seen)

def entry(n):
    a = note(n)
    b = note(n)
    return b - a
