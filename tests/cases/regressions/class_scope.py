# law: class bodies have their own scope
# kinds: int
# inputs: [[5]]
x = 'global'
def entry(n):
    x = n
    class C:
        y = x
        z = [x for _ in range(2)]
    class D:
        x = x
    return C.y, C.z, D.x
