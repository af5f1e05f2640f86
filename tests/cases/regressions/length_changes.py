# law: a list grows in the loop that was bounded by its length
# kinds: list_int
# inputs: [[[1, 2]], [[]]]
def entry(xs):
    n = len(xs)
    for i in range(n):
        xs[i] = 5
        xs.append(i)
    return n, xs
