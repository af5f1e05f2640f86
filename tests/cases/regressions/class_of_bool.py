# law: a boolean is an integer, and its type is not int
# kinds: bool
# inputs: [[True], [False]]
def entry(b):
    return isinstance(b, int), type(b) is int, isinstance(b, (str, bool)), type(b) == bool
