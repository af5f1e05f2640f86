# law: a nested function that is called before its definition raises
# kinds: int
# inputs: [[1], [0]]
def entry(n):
    def first():
        return second()
    if n:
        r = first()
    def second():
        return 1
    return first()
