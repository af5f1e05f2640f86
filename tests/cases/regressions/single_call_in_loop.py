# law: a helper starts anew in each turn
# kinds: int
# inputs: [[1], [3]]
def entry(n):
    def pick(z):
        total = 0
        for i in range(z):
            total += i
        return total
    out = []
    for k in range(n):
        out.append(pick(k))
    return out
