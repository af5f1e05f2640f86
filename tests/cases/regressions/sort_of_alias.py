# law: sorting in place changes the list that was given
# kinds: list_int
# inputs: [[[3, 1, 2]], [[]]]
def entry(xs):
    ys = xs
    ys.sort()
    return ys is xs
