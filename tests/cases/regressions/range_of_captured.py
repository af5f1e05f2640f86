# law: an inner function changes what was tested
# kinds: int
# inputs: [[0], [3], [-4]]
def entry(n):
    def lower():
        nonlocal n
        n -= 10
        return 0
    if n >= 0:
        lower()
        if n < 0:
            return 'below'
        return 'above'
    return 'low'
