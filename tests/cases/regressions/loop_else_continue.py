# law: continue in a try with finally
# kinds: list_int
# inputs: [[[0, 1, 2, 3]]]
def entry(items):
    out = []
    for x in items:
        if x > 2:
            continue
        try:
            if x == 1:
                continue
            out.append(x)
        finally:
            out.append('end')
    else:
        out.append('else')
    return out
