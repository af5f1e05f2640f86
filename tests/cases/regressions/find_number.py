# law: text methods check their arguments
# kinds: str int
# inputs: [['a', 0]]
def entry(s, n):
    unused = s.find(n)
    return 1
