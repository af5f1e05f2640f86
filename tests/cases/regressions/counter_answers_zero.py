# law: a Counter answers 0 for a missing key, keeps its type, and is no plain dictionary
# kinds: str
# inputs: [["ab"], ["aab"], [""]]
from collections import Counter
def entry(text):
    counts = Counter(text)
    return (counts['a'], counts['z'], len(counts), type(Counter(text)).__name__, str(Counter(text)))
