# law: a with statement may swallow exceptions
# kinds: int
# inputs: [[0], [1]]
from contextlib import suppress
def entry(n):
    x = 0
    with suppress(ZeroDivisionError):
        x = 1
        y = 1 // n
        x = 2
    return x
