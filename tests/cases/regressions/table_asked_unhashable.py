# law: a dictionary refuses what cannot be hashed
# kinds: any
# inputs: [[[1]], ["a"], [{}]]
def entry(x):
    table = {'a': 1, 'b': 2}
    return x in table, x in table.values()
