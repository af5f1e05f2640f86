# law: round with digits gives floats
# kinds: float
# inputs: [[1.26], [float('nan')]]
def entry(x):
    y = round(x, ndigits=1)
    return y > 0, 1 + y + 2
