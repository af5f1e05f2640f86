# law: a walrus binds before what follows
# kinds: int
# inputs: [[3]]
def entry(n):
    x = 1
    y = (x := n + 1) + x
    z = [x, (x := 7), x]
    return x, y, z
