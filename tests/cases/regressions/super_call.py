# law: super finds the first parameter
# kinds: int
# inputs: [[3]]
class Base:
    def name(self):
        return 'base'
class Derived(Base):
    def name(this):
        return super().name() + 'derived'
def entry(n):
    return Derived().name()
