# law: a lambda reads late
# kinds: int
# inputs: [[3]]
def entry(n):
    fs = []
    for i in range(3):
        fs.append(lambda: i)
    x = n
    get = lambda: x
    x = x + 1
    return [f() for f in fs], get()
