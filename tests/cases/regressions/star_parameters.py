# law: star parameters keep their meaning
# kinds: int
# inputs: [[1]]
def helper(first, *rest, flag=False, **more):
    return first, rest, flag, sorted(more)
def entry(n):
    return helper(n, 1, 2, flag=True, other=3), helper(*[n, 4])
