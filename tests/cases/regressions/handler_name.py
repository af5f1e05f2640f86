# law: a handler unbinds its name
# kinds: int
# inputs: [[0], [1]]
def entry(n):
    e = 1
    try:
        x = 1 // n
    except ZeroDivisionError as e:
        x = 2
    return e, x
