# law: a caret that belongs to one alternative
# kinds: str
# inputs: [["xb"], ["ab"], [""]]
import re

def entry(s):
    return bool(re.search('^a|b', s)), bool(re.search('^(a|b)', s)), bool(re.match('^a|b', s))
