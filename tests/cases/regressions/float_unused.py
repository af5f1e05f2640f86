# law: an unused value that raises still raises
# kinds: float
# inputs: [[1.5]]
def entry(x):
    y = ~x
    return 1
