# law: whoever gets a yielded list may change it
# kinds: int
# inputs: [[1]]
def produce(n):
    items = [n]
    yield items
    size = len(items)
    yield size
def entry(n):
    out = []
    for part in produce(n):
        if isinstance(part, list):
            part.append(7)
        out.append(part)
    return out
