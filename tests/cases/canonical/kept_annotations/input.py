from dataclasses import dataclass


@dataclass
class Point:
    x: int
    y: int = 0

    def shifted(self, by: int) -> "Point":
        moved: Point = Point(self.x + by, self.y)
        return moved


def f(a: List[int], b: list[int], c: int | None, d: "anything") -> Dict[str]:
    pass


@unknown
def g(a: int):
    pass


def h():
    x: int
    return x


limit: int = 3


def declared(flag):
    if flag:
        x: int
    try:
        x = 1
    finally:
        x: int
    y: int = 2
    y: str
    return x, y
