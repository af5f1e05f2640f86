# law: an operand is read before the call changes it
# kinds: list_int
# inputs: [[[1]], [[]]]
def entry(xs):
    def grow(ys):
        ys.append(1)
        return len(ys)
    total = len(xs) * 10 + grow(xs)
    return total, xs
