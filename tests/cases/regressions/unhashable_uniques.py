# law: what cannot be a key can still be looked for in a list
# kinds: list_int
# inputs: [[[1, 2, 1]]]
def entry(items):
    kept = []
    for item in items:
        pair = [item]
        if pair not in kept:
            kept.append(pair)
    return kept
