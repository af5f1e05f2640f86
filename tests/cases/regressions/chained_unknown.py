# law: chains stop early
# kinds: any any
# inputs: []
def entry(a, b):
    return a < b < a, (a == b) != a
