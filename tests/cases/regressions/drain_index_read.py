# law: the index is read after the loop
# kinds: list_int
# inputs: [[[1, 2, 3]], [[]]]
def entry(xs):
    out = []
    i = 0
    while i < len(xs):
        out.append(xs[i])
        i += 1
    return out, i
