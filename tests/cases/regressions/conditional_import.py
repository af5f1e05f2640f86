# law: an import may fail
# kinds: int
# inputs: [[1]]
def entry(n):
    try:
        import no_such_module_here as helper
    except ImportError:
        helper = None
    return helper is None
