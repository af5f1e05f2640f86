# law: a class may be called like a module
# kinds: int
# inputs: [[5], [0]]
class math:
    @staticmethod
    def isqrt(x):
        return [x]
def entry(n):
    root = math.isqrt(n)
    if root == 0:
        return 1
    return 1 + root - 1
