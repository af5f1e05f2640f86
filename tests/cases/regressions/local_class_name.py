# law: a local class shows its name
# kinds: int
# inputs: [[5]]
def entry(n):
    class Wrong(Exception):
        pass
    raise Wrong
