# law: an index asks its object
# kinds: any
# inputs: []
def entry(a):
    items = [1, 2, 3, 4]
    text = 'abcdef'
    x = items[a]
    print('between')
    y = text[a]
    return 1
