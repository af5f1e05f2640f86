# law: a nan is the same as itself in a list
# kinds: float
# inputs: [[float('nan')]]
def entry(x):
    y = x + x
    return [y] == [y], y in [y]
