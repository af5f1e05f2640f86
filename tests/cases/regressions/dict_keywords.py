# law: dict with keywords is not empty
# kinds: str
# inputs: [['x']]
def entry(s):
    table = dict(a=1)
    first = 0
    for key in table:
        first = key
    return first + s
