# law: a union holds what the other holds
# kinds: str
# inputs: [['x']]
def entry(s):
    both = {1}.union([s])
    for item in both:
        if not item != s:
            return item
    return 0
