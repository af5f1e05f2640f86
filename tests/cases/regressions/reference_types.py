# law: a function passed on is called with anything
# kinds: int
# inputs: [[7]]
def entry(n):
    if n == 'stop':
        return 'text'
    return [n + 1 - n, list(map(entry, ['stop']))]
