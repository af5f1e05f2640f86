import inspect


def f(a: int):
    """Text."""
    local = 1
    return inspect.currentframe()
