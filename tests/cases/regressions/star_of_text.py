# law: only lists are added
# kinds: str list_int
# inputs: [["ab", [1]], ["", []]]
def entry(s, xs):
    return [*s, 1, *xs], [*xs, *range(2)]
