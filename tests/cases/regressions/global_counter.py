# law: globals are seen by other functions
# kinds: int
# inputs: [[2]]
count = 0
def bump():
    global count
    count += 1
    return count
def entry(n):
    global count
    before = count
    bump()
    after = count
    count = n
    return before, after, bump()
