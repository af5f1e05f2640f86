# law: a copy that is made anew in each turn
# kinds: int
# inputs: [[3]]
def entry(n):
    found = []
    for i in range(2):
        m = n
        while m > 1:
            m -= 1
            found.append(m)
    return found
