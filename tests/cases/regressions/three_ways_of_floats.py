# law: nan is neither less nor greater nor equal
# kinds: float float
# inputs: [[float("nan"), 1.0], [1.0, 2.0], [2.0, 2.0]]
def entry(a, b):
    if a < b:
        return 'less'
    elif a > b:
        return 'greater'
    else:
        return 'equal'
