# law: floats have no bits
# kinds: float
# inputs: [[1.5]]
def entry(x):
    try:
        y = x & 1
    except TypeError:
        return 'no bits'
    return 'bits'
