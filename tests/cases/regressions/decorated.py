# law: a decorator may call with anything
# kinds: int int
# inputs: [[1, 2]]
def twice(function):
    def inner(*arguments):
        return function('text', *arguments[1:])
    return inner
@twice
def entry(n, m):
    if not (n == 1):
        return n
    return n + 1 - m
