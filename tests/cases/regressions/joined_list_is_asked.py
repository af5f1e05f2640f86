# law: a list of empty texts counts as true, its text does not
# kinds: list_str
# inputs: [['']], [['', 'a']], [[]]
def entry(xs):
    parts = []
    seen = 0
    for x in xs:
        if parts:
            seen += 1
        parts.append(x)
        print(x)
    return ''.join(parts), seen, len(parts)
