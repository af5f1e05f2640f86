"""The module's text."""

def f():
    """The function's text."""
    value = 1
    return (f.__doc__, value)
