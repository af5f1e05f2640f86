# law: texts do not move into f-strings
# kinds: str
# inputs: [['ab']]
def entry(s):
    sep = "\n'\""
    return f"{sep.join(s)}"
