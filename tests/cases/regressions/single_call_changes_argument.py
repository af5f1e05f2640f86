# law: the argument is the caller's own variable
# kinds: int
# inputs: [[1], [3]]
def entry(n):
    def halve(n):
        while n > 1:
            n = n // 2
        return n
    result = n + halve(n) * 10
    return result, n
