# law: an empty branch still asks for truth
# kinds: any
# inputs: []
def entry(a):
    if a:
        pass
    return 1
