# law: recursion below the bound
# kinds: natural
# inputs: [[0], [1], [4], [5]]
def entry(n):
    if n < 0:
        return 7
    return entry(n - 3) + 1
