def f(items, *rest, key=None):
    v0 = 0
    v1 = [v2 for v2 in items if (v3 := v2)]

    def inner():
        nonlocal v0
        v0 = v0 + 1
        return lambda value: value + v0 + v3

    class Box:
        total = total

        def method(self):
            return v0
    try:
        pass
    except ValueError as v4:
        print(v4)
    match items:
        case [v5, *v6]:
            pass
        case {'a': v8, **v7}:
            pass
        case str() as v9:
            pass
    del v1
    import json as v10
    import math as v11
    return (v10, v11, 'total=' + repr(v0), inner)
counter = 0

def g():
    global counter
    counter = 1
    return 2
