# law: a function called like a container of collections may hand out one that others hold
# kinds: int
# inputs: [[5]]
shared = []
def deque():
    return shared
def entry(n):
    first = deque()
    second = deque()
    first.append(1)
    second.append([n])
    return [first, second, len(first)]
