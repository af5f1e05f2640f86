# law: while with else
# kinds: int
# inputs: [[2], [5]]
def entry(n):
    i = 0
    while i < n:
        i += 1
        if i == 3:
            break
    else:
        return 'all', i
    return 'some', i
