"""Random classes that keep a dictionary and a list of its keys: written as people write them, and then often spoilt."""

from pathlib import Path
from random import Random

_FOLDER = Path(__file__).parent.parent / "cases" / "queue_bodies"
_BODIES = {path.stem: path.read_text(encoding="utf-8").split("-----\n") for path in sorted(_FOLDER.glob("*.txt"))}
_METHODS = {
    "get": "def get(self, key, value)",
    "put": "def put(self, key, value)",
    "drop": "def drop(self, key, value)",
    "touch": "def _touch(self, key)",
    "evict": "def _evict(self)",
}
_HEAD = "from collections import deque\nclass Cache:\n    def __init__(self, c):\n        self.c = c\n        self.d = {}\n"
_SPOILING = (
    ("<=", "<"),
    (">=", ">"),
    (">", "<"),
    ("key", "0"),
    ("oldest", "key"),
    ("self.d", "self.l"),
    ("self.l", "self.d"),
    ("not in", "in"),
    (" in ", " not in "),
    ("[0]", "[-1]"),
    ("pop(0)", "pop()"),
    ("append(", "insert(0, "),
    ("key", "value"),
    ("return -1", "return 0"),
    ("==", "<="),
    ("self.c", "2"),
    ("self.c", "0"),
    ("self.c", "len(self.l)"),
    ("remove(key)", "append(key)"),
    ("append(key)", "remove(key)"),
    ("self.c", "value"),
)
_DEQUE = (("self.l = []", "self.l = deque()"),)
_FIRST = ((".append(", ".insert(0, "), (".pop(0)", ".pop()"), ("self.l[0]", "self.l[-1]"))
_DRESSES = (
    (),
    _FIRST,
    (*_DEQUE, ("self.l.pop(0)", "self.l.popleft()")),
    (*_DEQUE, (".append(", ".appendleft("), ("self.l.pop(0)", "self.l.pop()"), ("self.l[0]", "self.l[-1]")),
)
_KINDS_OF_SPOILING = "delete", "exchange", "replace", "repeat", "outdent", "indent", "borrow"


def queue_class(seed: int) -> str:
    """The text of a class `Cache` with `get`, `put` and `drop`, which take a key and a value; it may not even be a program."""
    random = Random(seed)
    text = f"{_HEAD}        self.l = []\n"
    for name, head in _METHODS.items():
        lines = random.choice(_BODIES[name]).splitlines()
        if random.random() < 0.4:
            _spoil(lines, random)
        text += f"    {head}:\n" + "".join(f"        {line}\n" for line in lines)
    for old, new in random.choice(_DRESSES):
        text = text.replace(old, new)
    return text


def _spoil(lines: list[str], random: Random) -> None:
    for _ in range(random.choice((1, 1, 2))):
        place = random.randrange(len(lines))
        match random.choice(_KINDS_OF_SPOILING):
            case "delete" if len(lines) > 1:
                del lines[place]
            case "exchange":
                lines[place - 1], lines[place] = lines[place], lines[place - 1]
            case "replace":
                lines[place] = lines[place].replace(*random.choice(_SPOILING))
            case "repeat":
                lines.insert(place, random.choice(lines))
            case "outdent":
                lines[place] = lines[place].removeprefix("    ")
            case "indent":
                lines[place] = f"    {lines[place]}"
            case "borrow":
                other = random.choice(_BODIES[random.choice(("get", "put", "drop"))])
                lines.insert(place, random.choice(other.splitlines()))
