# law: a copy whose source is read again
# kinds: int
# inputs: [[3]]
def entry(n):
    m = n
    while m > 1:
        m -= 1
    return n, m
