# law: names passed by ** are names
# kinds: int
# inputs: [[5]]
def helper(alpha, beta):
    return alpha - beta
def entry(n):
    options = {'alpha': n, 'beta': 2}
    return helper(**options)
