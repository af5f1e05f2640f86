# law: a helper that may leave its variable unbound
# kinds: int
# inputs: [[1], [-1]]
def entry(n):
    def pick(z):
        if z > 0:
            found = z
        return found
    try:
        return pick(n)
    except UnboundLocalError:
        return 'unbound'
