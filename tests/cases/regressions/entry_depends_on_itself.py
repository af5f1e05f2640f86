# law: what is added to an entry may look at the dictionary
# kinds: str
# inputs: [["aab"], ["abc"]]
def entry(text):
    counts = {}
    for letter in text:
        if letter not in counts:
            counts[letter] = 0
        counts[letter] += len(counts)
    return counts
