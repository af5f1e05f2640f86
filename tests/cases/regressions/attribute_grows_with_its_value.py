# law: an attribute is looked up before the value that is added is computed
# kinds: int
# inputs: [[2], [7]]
class Box:
    def __init__(self):
        self.size = 1
        self.items = []

    def grow(self):
        self.size += self.bump()
        self.items += [self.size]
        return self.size

    def bump(self):
        self.size = 100
        return 1

def entry(n):
    box = Box()
    other = box.items
    for _ in range(n):
        box.grow()
    return box.size, other
