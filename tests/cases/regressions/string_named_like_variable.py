# law: a text may look like a name
# kinds: int
# inputs: [[0]]
def entry(n):
    v1 = 'v0'
    v0 = 'v1'
    return v1 + v0, f"{v0=}"
