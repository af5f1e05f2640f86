# law: a recursion may leave the domain
# kinds: natural
# inputs: [[3], [4]]
def entry(n):
    if n <= 0:
        return 'end'
    return entry(n - 2)
