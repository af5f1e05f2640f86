"""The module's text."""

def f():
    """The function's text."""
    v0 = 1
    return (f.__doc__, v0)
