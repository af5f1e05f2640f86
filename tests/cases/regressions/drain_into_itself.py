# law: a list that is filled from itself never ends by extend
# kinds: list_int
# inputs: [[[1, 2, 3]], [[]]]
def entry(xs):
    out = xs
    i = 0
    while i < len(xs):
        if len(out) > 20:
            break
        out.append(xs[i])
        i += 1
    return out
