def f(v0):
    v1 = v0
    __hidden = 1

    def helper():
        v2 = v1
        return v2
    return [helper() + v3 for v3 in range(3)] + [v1]

def g():
    x = 1
    return locals()

def h():
    v1 = 2
    return vars(v1)
