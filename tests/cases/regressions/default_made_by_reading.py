# law: reading a missing entry of a defaultdict makes it
# kinds: str
# inputs: [["ab"], [""]]
from collections import defaultdict
def entry(text):
    seen = defaultdict(int)
    for letter in text:
        if seen[letter] > 3:
            return letter
    return (sorted(seen), dict(seen))
