# law: formatting is not a remainder
# kinds: str int
# inputs: [['a', 3]]
def entry(s, n):
    text = '%d' % n
    return text + s, '%s' % s == s
