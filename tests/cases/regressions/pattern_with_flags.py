# law: flags and positions belong to the compiled pattern
# kinds: str
# inputs: [["xA"], ["Ab"], [""]]
import re

def entry(s):
    p = re.compile('a', re.IGNORECASE)
    q = re.compile('b')
    return bool(p.match(s)), bool(q.match(s, 1)), q.split(s, 1)
