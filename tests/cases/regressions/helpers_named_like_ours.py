# law: names of private functions do not meet names that are there
# kinds: int
# inputs: [[0], [4]]
_h0 = 5

def _h1(n):
    while n > 10:
        n -= 3
    return n + _h0

def helper(n):
    def _h2(k):
        while k > 3:
            k -= 2
        return k
    return _h2(n) + _h1(n)

def entry(n):
    return helper(n) + _h0
