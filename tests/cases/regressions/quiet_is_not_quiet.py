# law: a helper that changes what it is given
# kinds: list_int
# inputs: [[[1, 2]], [[]]]
def take(ys):
    if not ys:
        return 0
    return ys.pop() + take(ys)

def entry(xs):
    rest = xs[:1]
    size = len(xs)
    total = take(xs)
    return rest, size, total, xs
