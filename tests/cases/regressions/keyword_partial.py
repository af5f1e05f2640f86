# law: partial passes names
# kinds: int
# inputs: [[5]]
from functools import partial
def helper(alpha, beta):
    return alpha - beta
def entry(n):
    return partial(helper, beta=3)(n)
