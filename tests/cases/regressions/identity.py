# law: a value computed once is one object
# kinds: int
# inputs: [[12345]]
def entry(n):
    big = n * 1000
    pair = (n, n)
    return big is big, pair is pair
