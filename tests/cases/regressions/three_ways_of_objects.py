# law: comparisons of any objects run their code in order
# kinds: any any
# inputs: [[1, 2], [2, 1], [{1}, {2}]]
def entry(a, b):
    if a < b:
        return 'less'
    if a > b:
        return 'greater'
    return 'neither'
