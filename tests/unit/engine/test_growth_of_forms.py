"""How often facts are gathered anew does not grow with how often one function does the same thing."""

import pytest

from engine.canonicalization.facts.program_facts import ProgramFacts
from engine.canonicalization.memory import MEMORIES
from engine.canonicalization.pipeline import canonicalize

PIECES = {
    "values": "    v# = g(x, #)",
    "values of values": "    v# = y + #\n    x = g(x, v#)",
    "exchanges": "    t# = x\n    x = y\n    y = t#",
    "patterns": "    x = re.sub(r'[a-z]+#', '', x)",
    "texts": "    x = x.replace('a#', 'b')",
    "loops": "    r# = []\n    for i# in y:\n        r#.append(g(i#))\n    h(r#)",
    "functions": "    def g#(a):\n        return a + #\n    x = g#(x)",
    "lambdas": "    f# = lambda a: a + #\n    x = f#(x)",
    "branches": "    if x == #:\n        y = g(#)\n    else:\n        y = h(#)",
}


@pytest.mark.parametrize("piece", PIECES.values(), ids=PIECES)
def test_facts_are_gathered_as_often_for_forty_pieces_as_for_twenty(piece: str, monkeypatch: pytest.MonkeyPatch) -> None:
    gathered = {count: gatherings(piece, count, monkeypatch) for count in (20, 40)}
    assert 0 < gathered[40] <= gathered[20] + 1


def gatherings(piece: str, count: int, monkeypatch: pytest.MonkeyPatch) -> int:
    found = 0
    gather = ProgramFacts.__init__

    def counted(*arguments: object) -> None:
        nonlocal found
        found += 1
        gather(*arguments)  # type: ignore[arg-type]

    for memory in MEMORIES:
        memory.clear()
    body = "\n".join(piece.replace("#", str(index)) for index in range(count))
    with monkeypatch.context() as patch:
        patch.setattr(ProgramFacts, "__init__", counted)
        form = canonicalize(f"import re\n\ndef f(x, y):\n{body}\n    return x, y\n")
    assert form.problem is None
    return found


def test_a_long_chain_of_choices_has_the_form_of_its_guards() -> None:
    chain = "".join(f"    elif x == 's{index}':\n        r = {index * index}\n" for index in range(1, 160))
    guards = "".join(f"    if x == 's{index}':\n        return {index * index}\n" for index in range(160))

    one = canonicalize(f"def f(x):\n    if x == 's0':\n        r = 0\n{chain}    else:\n        r = -1\n    return r\n")
    other = canonicalize(f"def f(x):\n{guards}    return -1\n")

    assert one.problem is None
    assert one.output == other.output
