# law: names in classes are mangled
# kinds: int
# inputs: [[5]]
def entry(n):
    __x = n
    class C:
        def get(self):
            try:
                return __x
            except NameError:
                return 'mangled'
    return C().get()
