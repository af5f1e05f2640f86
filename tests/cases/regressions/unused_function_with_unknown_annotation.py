# law: a module that does not load because of an annotation of what nobody uses goes on not loading
# kinds: int
# inputs: [[3]]
def helper(k: Missing):
    return k
def entry(n):
    return n
