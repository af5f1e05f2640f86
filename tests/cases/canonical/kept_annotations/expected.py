from dataclasses import dataclass

@dataclass
class Point:
    x: int
    y: int = 0

    def shifted(self, by):
        return Point(self.x + by, self.y)

def f(a: List[int], b, c, d) -> Dict[str]:
    pass

@unknown
def g(a: int):
    pass

def h():
    v0: int
    return v0
limit = 3

def declared(flag):
    not flag
    try:
        v1 = 1
    finally:
        pass
    return (v1, 2)
