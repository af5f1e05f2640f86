"""The canonicalizer: the case files, its laws, and its answer to any text."""

import ast
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.canonicalization import pipeline
from engine.canonicalization.parsing import MAX_CHARACTERS
from engine.canonicalization.pipeline import canonicalize
from engine.canonicalization.steps import diff
from engine.domain.json_value import Json
from engine.domain.run import EvidenceLevel
from engine.oracle.behaviour import behaviour_of
from engine.ports.sandbox import Call, Limits, Program
from tests.shared_sandbox import shared_sandbox

CASES = sorted((Path(__file__).parents[2] / "cases" / "canonical").iterdir())


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_case_files(case: Path):
    form = canonicalize((case / "input.py").read_text(encoding="utf-8"), "f")
    assert form.problem is None
    assert form.output == (case / "expected.py").read_text(encoding="utf-8")
    assert canonicalize(form.output, "f").output == form.output


SAME = [
    ("def f(x):\n    return x+1", "def f( x ) :\n\n  # comment\n  return (x + 1)\n"),
    ("def f(x):\n    y = x\n    return y", "def f(x):\n    result = x\n    return result"),
    ("def f(x):\n    return x", 'def f(x: int) -> "int":\n    """Text."""\n    return x'),
    ("def f():\n    return 'a'", 'def f():\n    return u"a"'),
    ("def f(a):\n    return [b for b in a]", "def f(a):\n    return [item for item in a]"),
    ("def f(a):\n    return sorted(a, key=lambda x: x)", "def f(a):\n\treturn sorted(a,key = lambda x:x)"),
    ("def f():\n    pass", "def f():\n    'only text'\n    'and more'"),
    (
        "class A:\n    def m(self):\n        n = 1\n        return n",
        "class A:\n    'Text.'\n    def m(self):\n        k = 1\n        return k",
    ),
]
DIFFERENT = [
    ("def f(x):\n    return x", "def f(y):\n    return y"),
    ("def f(x):\n    return x < 1", "def f(x):\n    return x <= 1"),
    ("def f(x: int):\n    return x", "def f(x: Unknown):\n    return x"),
    ("def f():\n    a = 1\n    b = 2\n    return a", "def f():\n    a = 1\n    b = 2\n    return b"),
    ("x = 1", "y = 1"),
    ("def f():\n    def g(): return 1\n    return g", "def f():\n    def h(): return 1\n    return h"),
    ("def f():\n    x = 1\n    return [x for y in [2]]", "def f():\n    x = 1\n    return [y for y in [2]]"),
    (
        "def f():\n    x = 1\n    def g():\n        nonlocal x\n        x = 2\n    g()\n    return x",
        "def f():\n    x = 1\n    def g():\n        x = 2\n    g()\n    return x",
    ),
    ("def f():\n    '''a'''\n    return f.__doc__", "def f():\n    '''b'''\n    return f.__doc__"),
]


@pytest.mark.parametrize(("first", "second"), SAME)
def test_the_same_program_has_one_form(first: str, second: str):
    assert canonicalize(first).output == canonicalize(second).output is not None


@pytest.mark.parametrize(("first", "second"), DIFFERENT)
def test_different_programs_have_different_forms(first: str, second: str):
    assert canonicalize(first).output != canonicalize(second).output


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("hello there", "not Python: invalid syntax (line 1)"),
        ("x = 1\x00", "not Python: source code string cannot contain null bytes"),
        ("def f(:", "not Python: invalid syntax (line 1)"),
        ("(" * 300, "not Python: too many nested parentheses (line 1)"),
        ("x = " + "-" * 20_000 + "1", "nested too deeply to be analysed"),
        ("x = " + "+".join("1" * 5_000), "nested too deeply to be analysed"),
        ("x" * (MAX_CHARACTERS + 1), f"the output is longer than {MAX_CHARACTERS} characters"),
        ("if x:\n\ty\n        z", "not Python: inconsistent use of tabs and spaces in indentation (line 3)"),
        ("```js\nlet x\n```", "not Python: invalid syntax (line 1)"),
        ("x = 0x" + "f" * 5_000, "cannot be written in one way: Exceeds the limit (4300 digits) for integer string conversion"),
    ],
)
def test_text_without_a_form_has_a_problem(text: str, problem: str):
    form = canonicalize(text)
    assert (form.output, form.steps) == (None, ())
    assert form.problem is not None
    assert form.problem.startswith(problem.split(" (4300", maxsplit=1)[0])
    assert "None" not in form.problem


@pytest.mark.parametrize("text", ["return 1", "def f(a):\n    [a for a in (a := a)]", "break", "def f():\n    x = 1\n    global x"])
def test_what_the_compiler_refuses_has_no_form(text: str):
    form = canonicalize(text)
    assert form.output is None
    assert (form.problem or "").startswith("not Python: ")


def test_a_text_of_nothing_is_the_empty_program():
    assert canonicalize("").output == ""
    assert canonicalize("# only a comment\n").output == ""


def test_steps_name_the_passes_that_changed_something():
    form = canonicalize('```\ndef f(x: int):\n    """Text."""\n    y=x\n    return y\n```')
    assert [step.name for step in form.steps] == [
        "fence",
        "layout",
        "docstrings",
        "annotations",
        "unique_names",
        "returned_value",
        "final_names",
    ]
    assert "-    v1 = x\n-    return v1\n+    return x" in form.steps[-2].diff.replace("v0", "x")
    assert canonicalize("def f(x):\n    return x\n").steps == ()


def test_long_diffs_are_shortened():
    before, after = ("\n".join(f"{letter}{number}" for number in range(9_000)) for letter in "ab")
    assert diff(before, after).endswith("(shortened)")


class Flip:
    """A pass that never settles."""

    name = "flip"
    level = EvidenceLevel.CANONICAL

    def applies(self, tree: ast.Module) -> bool:
        return True

    def rewrite(self, tree: ast.Module) -> ast.Module:
        return ast.Module([*tree.body, *ast.parse("print()").body], [])


def test_an_unstable_pass_is_reported_as_a_defect():
    form = canonicalize("x = 1", None, (*pipeline.SYNTACTIC_PASSES, Flip()))
    assert (form.output, form.problem) == (None, pipeline.UNSTABLE)


class Deep:
    """A pass that recurses without end."""

    name = "deep"
    level = EvidenceLevel.CANONICAL

    def applies(self, tree: ast.Module) -> bool:
        return True

    def rewrite(self, tree: ast.Module) -> ast.Module:
        return self.rewrite(tree)


def test_a_pass_that_recurses_without_end_is_no_accident():
    assert canonicalize("x = 1", None, (Deep(),)).problem == "nested too deeply to be analysed"


@given(st.text(max_size=200))
def test_any_text_has_a_defined_outcome(text: str):
    form = canonicalize(text)
    assert (form.output is None) == (form.problem is not None)


NAMES = st.sampled_from(["a", "b", "c", "v0", "v1", "total", "f"])
ATOMS = NAMES | st.integers(-3, 3).map(lambda number: f"({number})") | st.sampled_from(["'x'", "[]", "True"])
EXPRESSIONS = st.recursive(
    ATOMS,
    lambda inner: st.one_of(
        st.tuples(inner, st.sampled_from(["+", "*", "<", "and", "or", "in"]), inner).map(lambda parts: f"({' '.join(parts)})"),
        st.tuples(NAMES, inner).map(lambda parts: f"[{parts[0]} for {parts[0]} in {parts[1]}]"),
        st.tuples(NAMES, inner).map(lambda parts: f"(lambda {parts[0]}: {parts[1]})"),
        st.tuples(NAMES, inner).map(lambda parts: f"({parts[0]} := {parts[1]})"),
    ),
    max_leaves=6,
)


def indent(lines: list[str]) -> list[str]:
    return [f"    {line}" for line in lines]


STATEMENTS = st.recursive(
    st.one_of(
        st.tuples(NAMES, EXPRESSIONS).map(lambda parts: [f"{parts[0]} = {parts[1]}"]),
        st.tuples(NAMES, EXPRESSIONS).map(lambda parts: [f"{parts[0]}: int = {parts[1]}"]),
        NAMES.map(lambda name: [f"{name}: int"]),
        NAMES.map(lambda name: [f"del {name}"]),
        NAMES.map(lambda name: [f"import os as {name}"]),
        EXPRESSIONS.map(lambda expression: [f"return {expression}"]),
        st.just(["'a text'"]),
    ),
    lambda inner: st.one_of(
        st.tuples(EXPRESSIONS, st.lists(inner, min_size=1, max_size=3)).map(lambda parts: [f"if {parts[0]}:", *indent(sum(parts[1], []))]),
        st.tuples(NAMES, NAMES, st.lists(inner, min_size=1, max_size=3)).map(
            lambda parts: [f"def {parts[0]}({parts[1]}: int) -> int:", *indent(sum(parts[2], []))]
        ),
        st.tuples(NAMES, st.lists(inner, min_size=1, max_size=2)).map(
            lambda parts: ["try:", *indent(sum(parts[1], [])), f"except ValueError as {parts[0]}:", f"    print({parts[0]})"]
        ),
    ),
    max_leaves=8,
)
PROGRAMS = st.lists(STATEMENTS, min_size=1, max_size=5).map(lambda body: "\n".join(["def f(a, b=1):", *indent(sum(body, []))]))


def observe(source: str) -> object:
    """What the function does for a few arguments, in the sandbox."""
    arguments: list[Json] = [0, 1, "x", [], [1, 2]]
    program = Program(source, "f", False, tuple((Call((argument,)),) for argument in arguments))
    execution = shared_sandbox().run(program, Limits(wall_seconds=4.0, memory_mb=128, observation_bytes=2_000))
    return (execution.problem is None, behaviour_of(execution).digests)


@settings(max_examples=100, deadline=None)
@given(PROGRAMS)
def test_generated_programs_keep_their_behaviour_and_their_form(source: str):
    form = canonicalize(source)
    if form.output is None:
        with pytest.raises(SyntaxError):
            compile(source, "<program>", "exec")
        return
    assert canonicalize(form.output).output == form.output
    assert observe(form.output) == observe(source)
