# law: extend reads the other list
# kinds: int
# inputs: [[1]]
def entry(n):
    zero = []
    alpha = []
    alpha.append(n)
    zero.extend(alpha)
    alpha.append(n + 1)
    return len(zero), alpha
