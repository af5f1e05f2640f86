def f(v0):
    a = v0
    __hidden = 1

    def helper():
        b = a
        return b
    return [helper() + a for a in range(3)] + [a]

def g():
    x = 1
    return locals()

def h():
    y = 2
    return vars(y)
