# law: the name of a handler hides a variable and takes it away
# kinds: list_int
# inputs: [[[]], [[1]]]
def entry(xs):
    e = 5
    try:
        v = xs[0]
    except IndexError as e:
        v = 0
    try:
        return e
    except NameError:
        return 'gone'
