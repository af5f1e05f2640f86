# law: an unbound local stays an unbound local
# kinds: int
# inputs: [[0], [1]]
def entry(n):
    if n:
        print(later)
    later = 2
    return later
