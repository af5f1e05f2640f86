"""The foundational properties: exact profiles, what they disregard, what they tell apart, and that they never raise."""

import ast
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.adapters.memory.cache import MemoryCache
from engine.domain.contract import Contract, Kind
from engine.domain.json_value import canonical_json
from engine.domain.report import Anchor, JobReport
from engine.domain.run import GenerationStatus, RunReport
from engine.pipeline.properties import with_property_differences
from engine.properties.comparison import compare
from engine.properties.registry import PROPERTIES, TOO_DEEP, profile_of

LOOP = "def f(n):\n    total = 0\n    for i in range(n):\n        if i % 2 == 0:\n            total += i\n    return total\n"
RENAMED = '"""Doc."""\ndef g(count: int) -> int:\n    """Sum."""\n    acc = 0  # zero\n    for k in range(count):\n        if k % 2 == 0:\n            acc += k\n    return acc\n'
WHILE = (
    "def f(n):\n    total, i = 0, 0\n    while i < n:\n        if not i % 2:\n            total += i\n        i += 1\n    return total\n"
)
RECURSIVE = "def f(n):\n    if n <= 1:\n        return n\n    return f(n - 1) + f(n - 2)\n"


def profile(name: str, source: str):
    return profile_of(name, ast.parse(source))


def differing(first: str, second: str) -> list[str]:
    return [item.name for item in compare(lambda name: profile(name, first), lambda name: profile(name, second))]


def test_there_are_fourteen_with_definitions():
    assert len(PROPERTIES) == 14
    for name, item in PROPERTIES.items():
        assert (item.name, item.definition[-1]) == (name, ".")


@pytest.mark.parametrize(
    ("name", "source", "expected"),
    [
        ("control_flow", LOOP, [[["for", [["if", []]]], "return"]]),
        ("data_dependency", LOOP, [[["result", "v1"], ["v1", "v1"], ["v1", "v2"], ["v2", "v0"]]]),
        ("execution_paths", LOOP, [{"paths": 3, "exits": 1}]),
        (
            "execution_paths",
            "def f(a):\n    if a: x = 1\n    if a: x = 2\n    try: y = 1\n    except E: y = 2\n    return x",
            [{"paths": 8, "exits": 1}],
        ),
        ("complexity_class", LOOP, ["O(n)"]),
        ("complexity_class", "def f(a): return sorted(a)", ["O(n log n)"]),
        ("complexity_class", "def f(n):\n    while n: n //= 2", ["O(log n)"]),
        ("complexity_class", "def f(a): return [[x + y for x in a] for y in a]", ["O(n^2)"]),
        ("complexity_class", "def f(): return [x for x in range(10)]", ["O(1)"]),
        ("complexity_class", RECURSIVE, ["exponential or divide and conquer"]),
        ("side_effects", "def f(a, b):\n    a.append(1)\n    b = print(2)", [["changes an argument", "writes to the console"]]),
        ("side_effects", "class A:\n    def f(self): self.x = 1", [["changes its object"]]),
        ("termination", "def f(n):\n    while True:\n        if n: break", [["endless loop with an exit"]]),
        ("termination", "def f(n):\n    while n: pass", [["loop whose condition stays"]]),
        ("termination", RECURSIVE, [["recursion with a branch"]]),
        ("algebraic_structure", LOOP, [{"operators": {"Add": 1, "Eq": 1, "Mod": 1}, "folds": ["Add"]}]),
        (
            "numerical_behaviour",
            "def f(a): return round(a / 2, 1) + 0.5 + math.sqrt(a)",
            [{"Div": 1, "float literal": 1, "math.sqrt": 1, "round": 1}],
        ),
        ("operator_precedence", "def f(a, b): return a + b * -a", [["Add(_, Mult(_, USub(_)))"]]),
        ("logical_equivalence", "def f(a, b):\n    if not (a or not b): return 1", [["and(not(v0), v1)"]]),
        ("recursion_schema", LOOP, ["none"]),
        ("recursion_schema", RECURSIVE, [{"shape": "multiple", "calls": 2, "steps": [["Sub"], ["Sub"]]}]),
        ("recursion_schema", "def f(n): return g(n)\ndef g(n): return f(n)\ndef h(n): return f(n)", ["mutual", "mutual", "none"]),
        ("recursion_schema", "def f(n):\n    if n: return f(n[1:])\n    return n", [{"shape": "tail", "calls": 1, "steps": [["slice"]]}]),
        ("statement_order", LOOP, [["Assign v1", "For v2", "If", "AugAssign v1", "Return"]]),
    ],
)
def test_exact_profiles(name, source, expected):
    assert profile(name, source) == expected


def test_function_contracts():
    source = "def f(a, b=1, *, c, **d):\n    assert a\n    if b: raise ValueError('x')\n    return None"
    assert profile("function_contracts", source) == [
        {
            "returns": ["nothing"],
            "raises": ["ValueError"],
            "checks": 1,
            "positional": 2,
            "keyword_only": 1,
            "optional": 1,
            "takes_more": [False, True],
            "is_async": False,
            "decorators": 0,
        }
    ]


@pytest.mark.parametrize(
    ("first", "second"),
    [("not (a and b)", "not b or not a"), ("a > b", "b < a"), ("a != b", "not b == a"), ("not not a", "a"), ("a in b", "not a not in b")],
)
def test_conditions_equal_by_logic(first, second):
    sources = [f"def f(a, b):\n    if {condition}: return 1" for condition in (first, second)]
    assert profile("logical_equivalence", sources[0]) == profile("logical_equivalence", sources[1])


def test_an_order_is_not_turned_round_because_of_nan():
    sources = [f"def f(a, b):\n    if {condition}: return 1" for condition in ("not a < b", "a >= b")]
    assert profile("logical_equivalence", sources[0]) != profile("logical_equivalence", sources[1])


def test_names_layout_and_documentation_do_not_count():
    assert differing(LOOP, RENAMED) == []


def test_the_order_of_functions_does_not_count():
    assert differing(LOOP + RECURSIVE, RECURSIVE + LOOP) == []


def test_differences_are_told_in_words():
    assert differing(LOOP, WHILE) == [
        "control_flow",
        "data_dependency",
        "termination",
        "algebraic_structure",
        "logical_equivalence",
        "normalized_ast",
        "operator_precedence",
        "statement_order",
    ]
    words = {item.name: item.words for item in compare(lambda name: profile(name, LOOP), lambda name: profile(name, WHILE))}
    assert words["control_flow"] == "Control flow: for against while"
    assert words["termination"] == "Termination: iteration over a collection against loop whose condition changes"


@pytest.mark.parametrize("path", sorted(Path(ast.__file__).parent.glob("[a-d]*.py"))[:25], ids=lambda path: path.stem)
def test_no_property_raises_on_real_modules_and_all_repeat(path):
    text = path.read_text(encoding="utf-8")
    for name in PROPERTIES:
        assert canonical_json(profile(name, text)) == canonical_json(profile(name, text))


STATEMENTS = st.sampled_from(
    [
        "x = {**a, 'b': 1}",
        "match a:\n    case [1, *rest]: pass\n    case {'k': v, **more}: pass\n    case str() as s: pass",
        "with open('f') as h, g() as (p, q): pass",
        "try:\n    pass\nexcept* ValueError as e:\n    raise",
        "global z\nz = (w := 1)",
        "del a[0], b.c",
        "f = lambda *a, k=1, **b: a",
        "class A(B, metaclass=C):\n    x: int = 1\n    async def m(self):\n        async with a as b: await b\n        yield 1",
        "@d\ndef g(p, /, q, *, r=2): nonlocal_ = q; return g(p=1)",
        "while 1:\n    break\nelse:\n    pass",
        "assert a < b < c, f'{a!r:>{b}}'",
        "from m import *",
    ]
)


@given(st.lists(STATEMENTS, max_size=6))
def test_no_property_raises_for_any_syntax(statements):
    tree = ast.parse("\n".join(statements))
    for name in PROPERTIES:
        canonical_json(profile_of(name, tree))


def test_deep_nesting_has_a_profile_that_says_so():
    tree: ast.expr = ast.Constant(1)
    for _ in range(sys.getrecursionlimit() * 2):
        tree = ast.UnaryOp(ast.Not(), tree)
    module = ast.Module([ast.If(tree, [ast.Pass()], [])], [])
    assert profile_of("normalized_ast", module) == TOO_DEEP


def test_reports_name_the_differing_properties_and_use_the_cache():
    contract = Contract("c", "1.0.0", Kind.PYTHON, "t", "p", function_name="f")
    texts = [LOOP, f"```python\n{LOOP}```", WHILE, "no code (", None]
    runs = tuple(RunReport(number, GenerationStatus.GENERATED, text) for number, text in enumerate(texts))
    report = JobReport("1", Anchor(LOOP, LOOP, 0), {}, (), runs)
    known = MemoryCache()
    first = with_property_differences(report, contract, known)
    assert [item.property_differences if item.property_differences in ((), None) else "some" for item in first.runs] == [
        (),
        (),
        "some",
        None,
        None,
    ]
    assert with_property_differences(report, contract, known) == first
    assert with_property_differences(JobReport("1", None, {}, (), runs), contract, known).runs == runs
