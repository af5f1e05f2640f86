# law: a function shows its name
# kinds: int
# inputs: [[3]]
def entry(n):
    def helper(item):
        return item
    return helper.__name__
