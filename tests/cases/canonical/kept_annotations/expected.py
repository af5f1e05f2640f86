from dataclasses import dataclass

@dataclass
class Point:
    x: int
    y: int = 0

    def shifted(self, by):
        v0 = Point(self.x + by, self.y)
        return v0

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
    if flag:
        pass
    try:
        v0 = 1
    finally:
        pass
    v1 = 2
    return (v0, v1)
