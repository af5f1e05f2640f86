# law: defaults are made once
# kinds: int
# inputs: [[5]]
def entry(n, seen=[]):
    seen.append(n)
    return len(seen)
