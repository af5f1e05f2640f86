# law: a view sees later entries
# kinds: int
# inputs: [[1]]
def entry(n):
    table = {}
    keys = table.keys()
    table[n] = 1
    size = len(keys)
    table[n + 1] = 2
    return size, len(keys)
