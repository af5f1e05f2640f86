# law: handlers see the last state
# kinds: list_int
# inputs: [[[1, 0, 2]]]
def entry(items):
    out = []
    last = None
    for x in items:
        try:
            last = x
            out.append(10 // x)
        except ZeroDivisionError:
            out.append(last)
            continue
        finally:
            out.append('f')
    return out
