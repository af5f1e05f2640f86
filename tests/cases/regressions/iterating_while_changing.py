# law: a list changes under its loop
# kinds: list_int
# inputs: [[[1, 2]]]
def entry(items):
    count = 0
    for x in items:
        if len(items) < 6:
            items.append(x + 1)
        count += x
    return count, items
