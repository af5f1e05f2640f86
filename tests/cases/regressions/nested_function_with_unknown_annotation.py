# law: an annotation that cannot be evaluated fails when the function around is called, not when the module is loaded
# kinds: int
# inputs: [[3], [0]]
def entry(n):
    if n == 0:
        return 0
    def inner(k: Missing):
        return k + 1
    return inner(n)
