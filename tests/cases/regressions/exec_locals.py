# law: a program that reads its names is left alone
# kinds: int
# inputs: [[3]]
def entry(n):
    total = n
    return sorted(locals())
