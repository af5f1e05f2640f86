# law: starred arguments stay starred
# kinds: list_int
# inputs: [[[1]], [[]]]
def entry(items):
    if bool(*items):
        return 1
    return len(*[items])
