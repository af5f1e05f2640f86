def f(items, *rest, key=None):
    v0 = 0
    v1 = [v2 for v2 in items if (v3 := v2)]

    def inner():
        nonlocal v0
        v0 += 1
        v4 = lambda value: value + v0 + v3
        return v4

    class Box:
        total = total

        def method(self):
            return v0
    try:
        pass
    except ValueError as v5:
        print(v5)
    match items:
        case [v6, *v7]:
            pass
        case {'a': v8, **v9}:
            pass
        case str() as v10:
            pass
    del v1
    import json as v11
    import math
    return (v11, math, f'total={v0!r}', inner)
counter = 0

def g():
    global counter
    counter = 1
    v0 = 2
    return v0
