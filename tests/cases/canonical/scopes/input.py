def f(items: list[int], *rest, key: str | None = None) -> int:
    """Documentation."""
    total: int = 0
    later: str
    later = [item for item in items if (kept := item)]

    def inner():
        nonlocal total
        total += 1
        unnamed = lambda value: value + total + kept
        return unnamed

    class Box:
        total = total

        def method(self):
            return total

    try:
        pass
    except ValueError as error:
        print(error)
    match items:
        case [first, *others]:
            pass
        case {"a": known, **unknown}:
            pass
        case str() as text:
            pass
    del later
    import json as codec
    import math

    return codec, math, f"{total=}", inner


counter = 0


def g():
    global counter
    counter = 1
    step = 2
    return step
