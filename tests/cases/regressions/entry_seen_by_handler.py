# law: a handler sees the entry that was begun before the exception
# kinds: list_int
# inputs: [[[1, 0]], [[0]]]
def entry(items):
    sums = {}
    try:
        for item in items:
            if item not in sums:
                sums[item] = 0
            sums[item] += 10 // item
    except ZeroDivisionError:
        return sums
    return sums
