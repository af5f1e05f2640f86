# law: properties run code
# kinds: int
# inputs: [[3]]
class Point:
    __slots__ = ('x', 'log')
    def __init__(self, x):
        self.x = x
        self.log = []
    @property
    def y(self):
        self.log.append(self.x)
        return self.x
def entry(n):
    p = Point(n)
    a = p.y
    p.x = 5
    b = p.y
    return b, a, p.log
