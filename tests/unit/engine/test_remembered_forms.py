"""What is remembered between forms changes nothing but the time they take."""

import ast
import threading
from pathlib import Path

from engine.canonicalization import normal_text, pipeline, structure, trail
from engine.canonicalization.facts.types import INT, STR
from engine.canonicalization.memory import Memory
from engine.canonicalization.names import WRITTEN_KEYWORDS
from engine.canonicalization.pipeline import canonicalize, canonicalize_checked
from engine.canonicalization.program import Assumptions
from engine.canonicalization.rules import ProgramRule

ENTRY = "def f(a):\n    return a + 1 + a\n"
HELPER = "def f(a):\n    return g(a)\n\ndef g(b):\n    return b * 2\n"


def checked(source: str, *assumptions: Assumptions) -> list[str | None]:
    form = canonicalize(source)
    return [canonicalize_checked(form, item).output for item in assumptions]


def forget(monkeypatch) -> None:
    monkeypatch.setattr(pipeline, "_outcomes", Memory(10_000))
    monkeypatch.setattr(pipeline, "_resting", Memory(10_000))
    monkeypatch.setattr(normal_text, "_texts", Memory(10_000))
    monkeypatch.setattr(normal_text, "_followed", Memory(10_000))


def test_assumptions_do_not_leak_into_each_other(monkeypatch):
    integers, texts, helper = Assumptions("f", (INT,)), Assumptions("f", (STR,)), Assumptions("g", (INT,))
    for source in (ENTRY, HELPER):
        forward = checked(source, integers, texts, helper)
        forget(monkeypatch)
        backward = checked(source, helper, texts, integers)
        assert forward == backward[::-1]
    assert checked(ENTRY, integers) != checked(ENTRY, texts)


def test_names_that_the_form_shows_are_told_apart():
    """Parameters, functions that are seen and lambdas keep their names; other local names are forgotten."""
    shown = "def f({0}):\n    def {1}():\n        yield {0}\n    return {1}\n"
    assert canonicalize(shown.format("a", "b")).output != canonicalize(shown.format("c", "b")).output
    assert canonicalize(shown.format("a", "b")).output != canonicalize(shown.format("a", "d")).output
    hidden = "def f(n):\n    {0} = n()\n    for {1} in n:\n        print({0}, {1})\n    return {0}\n"
    assert canonicalize(hidden.format("a", "b")).output == canonicalize(hidden.format("x", "y")).output


def test_equal_programs_are_normalized_once(monkeypatch):
    forget(monkeypatch)
    found = []
    original = normal_text._found_out
    monkeypatch.setattr(normal_text, "_found_out", lambda *arguments: found.append(1) or original(*arguments))
    for name in ("a", "b", "total"):
        canonicalize(f"def f(n):\n    # {name}\n    for {name} in n():\n        print({name})\n")
    assert len(found) == 1  # the last round left the program alone that its form is


def test_constants_that_are_equal_but_not_alike_are_told_apart():
    forms = {canonicalize(f"def f():\n    return g({value})\n").output for value in ("1", "1.0", "True", "1j", "'1'", "b'1'")}
    assert len(forms) == 6


def test_memory_forgets_what_was_not_asked_for_longest():
    memory: Memory[str] = Memory(10)
    memory.put("a", "1", 4)
    memory.put("b", "2", 4)
    assert memory.get("a") == "1"
    memory.put("c", "3", 4)
    assert [memory.get(key) for key in "abc"] == ["1", None, "3"]
    memory.put("a", "4", 5)
    assert [memory.get(key) for key in "abc"] == ["4", None, "3"]
    memory.put("d", "5", 11)
    assert [memory.get(key) for key in "abcd"] == [None] * 4


def test_memory_holds_under_threads():
    memory: Memory[int] = Memory(50)

    def work(start: int) -> None:
        for number in range(start, start + 2_000):
            memory.put(number % 97, number, 1 + number % 7)
            found = memory.get(number % 97)
            assert found is None or found % 97 == number % 97

    threads = [threading.Thread(target=work, args=(start,)) for start in (0, 500, 1_000)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sum(size for _, size in memory._entries.values()) <= 50


STEPPED = "```python\ndef f(n: int):\n    '''Doc.'''\n    total = 0\n    for item in range(n):\n        total = total + item\n    result = total\n    return result\n```"


def test_steps_noted_on_the_way_are_those_found_afterwards(monkeypatch):
    forget(monkeypatch)
    noted = canonicalize(STEPPED, "f", with_steps=True).steps
    forget(monkeypatch)
    monkeypatch.setattr(trail, "_noted", Memory(10_000))
    assert canonicalize(STEPPED, "f").steps == noted
    assert [step.name for step in noted][:4] == ["fence", "layout", "docstrings", "annotations"]


def test_a_text_in_between_that_cannot_be_written_costs_the_steps_only(monkeypatch):
    forget(monkeypatch)
    monkeypatch.setattr(trail, "_noted", Memory(10_000))
    monkeypatch.setattr(trail, "write", fail)
    form = canonicalize(STEPPED, "f", with_steps=True)
    assert form.output == canonicalize("def f(n):\n    return sum(range(n))\n", "f").output
    assert [step.name for step in form.steps] == ["fence", "rewrites"]


def fail(_tree) -> str:
    raise RecursionError


def test_a_rewrite_is_not_asked_again_about_a_program_that_it_left_alone(monkeypatch):
    asked = []
    rule = ProgramRule("never", lambda program: asked.append(program.version))
    monkeypatch.setattr(structure, "_PROGRAMS", [*structure._PROGRAMS, rule])
    structure.normalize(ast.parse("def f(n):\n    total = n + 1\n    result = total * 2\n    return result\n"))
    assert len(asked) == len(set(asked)) > 0


POSITIONAL = Assumptions("f", (INT,))


def test_checked_forms_are_found_once_whatever_parameters_are_called(monkeypatch):
    forget(monkeypatch)
    found = []
    original = normal_text._found_out
    monkeypatch.setattr(normal_text, "_found_out", lambda *arguments: found.append(arguments[2]) or original(*arguments))
    forms = {checked(f"def f({name}):\n    return {name} * 2 + 1\n", POSITIONAL)[0] for name in ("n", "number", "value")}
    assert forms == {"def f(v0):\n    return 2 * v0 + 1\n"}
    assert found.count(POSITIONAL) == 1


def test_parameters_that_a_call_may_name_are_told_apart():
    given = "def f({0}):\n    return h({0}, size=1)\n"
    assert checked(given.format("n"), POSITIONAL) == ["def f(v0):\n    return h(v0, size=1)\n"]
    assert checked(given.format("size"), POSITIONAL) == ["def f(size):\n    return h(size, size=1)\n"]
    spread = "def f({0}):\n    return h({0}, **k())\n"
    assert checked(spread.format("n"), POSITIONAL) == ["def f(n):\n    return h(n, **k())\n"]
    assert checked(spread.format("m"), POSITIONAL) == ["def f(m):\n    return h(m, **k())\n"]


def test_words_that_rewrites_write_themselves_are_known():
    """A parameter of such a name could be kept at the end where one of another name would not be."""
    trees = [ast.parse(path.read_text()) for path in Path(normal_text.__file__).parent.rglob("*.py")]
    calls = [node for tree in trees for node in ast.walk(tree) if isinstance(node, ast.Call)]
    made = [call for call in calls if ast.unparse(call.func) == "ast.keyword"]
    words = {word.value if isinstance(word := call.args[0], ast.Constant) else ast.unparse(word) for call in made}
    assert words == {*WRITTEN_KEYWORDS, "word.arg"}
