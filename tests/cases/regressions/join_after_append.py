# law: join reads the list
# kinds: str
# inputs: [['a'], ['']]
def entry(s):
    parts = []
    text = ''.join(parts)
    parts.append(s)
    other = ''.join(parts)
    parts.append('!')
    return text + other + str(len(parts))
