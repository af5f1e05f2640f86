# law: a pattern may look for capitals that were put in after lower()
# kinds: str
# inputs: [["Ab c"], ["xyz"]]
import re
def entry(text):
    small = re.sub('a', 'A', text.lower())
    return re.sub('[^a-zA-Z]', '', small) + re.sub('[A-Z]', '', text.lower().replace('b', 'B'))
