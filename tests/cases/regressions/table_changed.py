# law: a dictionary that grows
# kinds: str
# inputs: [["a"], ["z"]]
def entry(x):
    table = {'a': 1, 'b': 2}
    found = x in table
    table['z'] = 3
    return found, x in table
