# law: a test at the head of a loop sees what the loop assigned
# kinds: int
# inputs: [[0], [3], [9]]
def entry(n):
    if n < 0:
        return -1
    found = []
    for i in range(3):
        if n < 0:
            found.append(i)
        n -= 4
    return found
