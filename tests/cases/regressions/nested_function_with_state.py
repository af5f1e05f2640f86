# law: a nested function that reads or binds variables of the outer one stays inside
# kinds: int
# inputs: [[0], [4]]
def entry(n):
    total = 0
    def add(k):
        nonlocal total
        total += k
    def twice(k):
        return k + n
    for i in range(n):
        add(twice(i))
    return total
