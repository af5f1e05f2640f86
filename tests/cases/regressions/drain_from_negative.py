# law: a negative index looks items up from the end
# kinds: list_int int
# inputs: [[[1, 2, 3], -2], [[1], 0], [[], 1]]
def entry(xs, i):
    out = [9]
    while i < len(xs):
        out.append(xs[i])
        i += 1
    return out
