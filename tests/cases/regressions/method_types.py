# law: methods are called inside with other types
# kinds: int
# inputs: [[1]]
class Box:
    def __init__(self, n):
        self._n = n
    def get(self, key):
        if key == 'all':
            return [self._n]
        return key + 1 - self._n
    def everything(self):
        return self.get('all')
def entry(n):
    box = Box(n)
    return box.get(3), box.everything()
