# law: a function that is handed on, or has its name read, keeps its name
# kinds: int list_int
# inputs: [[2, [3, 1]], [7, []]]
def key(n):
    while n > 5:
        n -= 1
    return -n

def entry(n, xs):
    def named(k):
        return k
    return sorted(xs, key=key), key.__name__, named.__name__, key(n)
