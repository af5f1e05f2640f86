# law: a parameter may be called like a builtin
# kinds: list_int int
# inputs: [[[1, 2], 3], [[], 1]]
def entry(list, len):
    if list == []:
        return 1
    total = 0
    for x in list:
        total += x
    return total + len
