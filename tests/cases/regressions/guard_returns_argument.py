# law: the empty list that comes back is the one that was given
# kinds: list_int
# inputs: [[[]], [[1]]]
def entry(xs):
    if not xs:
        return xs
    return [x for x in xs]
