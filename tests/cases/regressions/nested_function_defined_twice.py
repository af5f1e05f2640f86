# law: a name that stands for two functions in turn cannot be lifted
# kinds: int
# inputs: [[1], [3]]
def entry(n):
    def step(k):
        return k + 1
    a = step(n)
    def step(k):
        return k * 2
    return a, step(n)
