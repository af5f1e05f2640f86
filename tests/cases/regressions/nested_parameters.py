# law: an inner function's parameter may hide an outer one's
# kinds: int
# inputs: [[1], [5]]
def entry(n):
    make = lambda z: lambda z: z + 1
    def outer(a):
        def inner(a):
            return a + n
        return inner(a * 2)
    return make(n)(n), outer(n)
