"""Restriction sets: loading, merging, and every detector on code that keeps and that breaks its rule."""

from dataclasses import replace
from pathlib import Path

import pytest

from engine.adapters.filesystem.restrictions import load_restriction_sets, preset_restriction_sets
from engine.domain.contract import Kind
from engine.domain.errors import InvalidInput, NotFound
from engine.domain.restriction import BoundRule, Rule, Severity
from engine.restrictions.answer import Answer
from engine.restrictions.detector import ALL_KINDS, Detector
from engine.restrictions.evaluation import find_violations
from engine.restrictions.loader import RestrictionLoader
from engine.restrictions.merger import RestrictionMerger
from engine.restrictions.registry import detectors
from tests.conformance.samples import CONTRACT

POWER_OF_TEN = next(item for item in preset_restriction_sets() if item.id == "nasa_power_of_ten")

FINDINGS = [
    ("recursion", "def f(n):\n    return f(n - 1)", [(2, "'f' calls itself")]),
    (
        "recursion",
        "def f(n):\n    return g(n)\ndef g(n):\n    return f(n)",
        [(2, "'f' comes back to itself through 'g'"), (4, "'g' comes back to itself through 'f'")],
    ),
    ("recursion", "class A:\n    def m(self):\n        return self.m()", [(3, "'m' calls itself")]),
    ("recursion", "def f(n):\n    return g(n)\ndef g(n):\n    return len(n)", []),
    ("bounded_loops", "while True:\n    break", [(1, "the loop's condition is always true, so nothing in its header bounds it")]),
    ("bounded_loops", "while n > 0:\n    print(m)", [(1, "the loop's body changes nothing that its condition depends on")]),
    ("bounded_loops", "import itertools\nfor i in itertools.count():\n    break", [(2, "the loop runs over an iterator without end")]),
    ("bounded_loops", "for line in iter(read, ''):\n    pass", [(1, "the loop runs over an iterator without end")]),
    (
        "bounded_loops",
        "while n > 0:\n    n -= 1\nwhile items:\n    items.pop()\nwhile a[0]:\n    a[0] = 0\nwhile False:\n    pass\nwhile more():\n    pass",
        [],
    ),
    ("bounded_loops", "for i in range(3):\n    pass\nfor i in repeat(1, 2):\n    pass", []),
    ("function_length", "def f():\n" + "    x = 1\n" * 60, [(1, "'f' has 61 lines, more than 60")]),
    ("function_length", "def f():\n" + "    x = 1\n" * 59, []),
    ("assertion_density", "def f(n):\n    assert n\n    return n", [(1, "1 checks in 1 functions, fewer than 2 a function on average")]),
    (
        "assertion_density",
        "def f(n):\n    assert True\n    assert n\n    return n",
        [(1, "1 checks in 1 functions, fewer than 2 a function on average")],
    ),
    ("assertion_density", "def f(n):\n    assert n\n    if n < 0:\n        raise ValueError\n    return n", []),
    ("assertion_density", "x = 1", []),
    (
        "module_state",
        "cache = {}\ndef f(a=[]):\n    global cache\n    cache = {}",
        [
            (1, "'cache' is mutable state of the whole module"),
            (2, "'f' keeps a mutable default between calls"),
            (3, "'global cache' widens a scope to the whole module"),
        ],
    ),
    ("module_state", "import collections\nseen: object = collections.deque()", [(2, "'seen' is mutable state of the whole module")]),
    ("module_state", "TABLE = {1: 2}\n__all__ = ['f']\nlimit = 3\ndef f(a=(), *, b=None):\n    local = []", []),
    (
        "discarded_results",
        "def f():\n    return 1\nf()\nsorted([])",
        [(3, "the result of 'f' is dropped"), (4, "the result of 'sorted' is dropped")],
    ),
    (
        "discarded_results",
        "def f():\n    return None\ndef g():\n    def h():\n        return 1\nf()\ng()\nx = sorted([])\n[].append(1)",
        [],
    ),
    (
        "dynamic_code",
        "eval('1')\nfrom os import *\nclass A(metaclass=M):\n    pass\ntype('B', (), {})\na.__class__",
        [
            (1, "'eval' makes or changes code or names at run time"),
            (2, "'from os import *' makes or changes code or names at run time"),
            (3, "the metaclass of 'A' makes or changes code or names at run time"),
            (5, "'type' with three arguments makes or changes code or names at run time"),
            (6, "'.__class__' makes or changes code or names at run time"),
        ],
    ),
    ("dynamic_code", "type(1)\nimport os\nclass A(B):\n    pass", []),
    (
        "compiler_warnings",
        "x = '\\d'\nif x is 'a':\n    pass",
        [(1, "the compiler warns: invalid escape sequence '\\d'"), (2, 'the compiler warns: "is" with a literal. Did you mean "=="?')],
    ),
    ("compiler_warnings", "return 1", [(1, "the compiler refuses: 'return' outside function")]),
    ("compiler_warnings", "x = 1", []),
]


def python(source: str) -> Answer:
    return Answer(source, Kind.PYTHON)


def bound(detector: str | None, **changes) -> BoundRule:
    return BoundRule("set", "1.0.0", Rule("1", "rule", "d", Severity.MANDATORY, detector=detector, **changes))


@pytest.mark.parametrize(("detector", "source", "expected"), FINDINGS)
def test_detectors(detector: str, source: str, expected: list[tuple[int, str]]):
    violations = find_violations(python(source), [bound(detector)], detectors())
    assert [(item.line, item.message) for item in violations] == expected


def test_a_violation_says_where_and_shows_the_line():
    (violation,) = find_violations(python("x = 1\nif x:\n    eval(x)"), [bound("dynamic_code")], detectors())
    place = (violation.line, violation.column, violation.end_line, violation.end_column)
    assert (violation.set_id, violation.rule_id, violation.severity, place, violation.excerpt) == (
        "set",
        "1",
        "mandatory",
        (3, 4, 3, 8),
        "eval(x)",
    )


def broken(answer: Answer, parameters: object) -> list[object]:
    raise RuntimeError


@pytest.mark.parametrize(
    ("source", "rule", "message"),
    [
        ("hello there", bound("recursion"), "cannot be decided: the output is not Python that can be analysed (invalid syntax)"),
        ("x = 1", bound("broken"), "cannot be decided: an internal error of the detector 'broken' (RuntimeError: )"),
        ("x = 1", bound("gone"), "cannot be decided: there is no detector 'gone'"),
        (
            "x = 1",
            bound("function_length", parameters={"max_lines": "many"}),
            "cannot be decided: an internal error of the detector 'function_length' (TypeError: the parameter 'max_lines' must be a number)",
        ),
    ],
)
def test_what_cannot_be_decided_says_why(source: str, rule: BoundRule, message: str):
    (violation,) = find_violations(python(source), [rule], {**detectors(), "broken": Detector("broken", ALL_KINDS, broken)})
    assert (violation.message, violation.is_undecided) == (message, True)


def test_a_rule_for_people_has_no_violations():
    assert find_violations(python("hello there"), [bound(None, manual_reason="people")], detectors()) == ()


def test_the_power_of_ten_has_ten_rules_decided_or_left_to_people_with_a_reason():
    assert [rule.id for rule in POWER_OF_TEN.rules] == [str(number) for number in range(1, 11)]
    assert {rule.id for rule in POWER_OF_TEN.rules if rule.manual_reason} == {"3", "9"}
    assert all((rule.detector is None) != (rule.manual_reason is None) for rule in POWER_OF_TEN.rules)


def test_merging_orders_by_set_and_reports_conflicts():
    other = replace(POWER_OF_TEN, id="a_set", rules=POWER_OF_TEN.rules[:1])
    merged = RestrictionMerger.merge(CONTRACT, [POWER_OF_TEN, other])
    assert [(item.set_id, item.rule.id) for item in merged.rules[:2]] == [("a_set", "1"), ("nasa_power_of_ten", "1")]
    conflicting = [POWER_OF_TEN, replace(POWER_OF_TEN, version="2.0.0"), replace(other, kinds=(Kind.C,))]
    with pytest.raises(InvalidInput) as caught:
        RestrictionMerger.merge(CONTRACT, conflicting)
    assert [(fault.path, fault.message) for fault in caught.value.faults] == [
        ("$.restriction_sets[1]", "the set 'nasa_power_of_ten' is attached twice, as version 1.2.0 and as version 2.0.0"),
        ("$.restriction_sets[2]", "the set 'a_set' is for c, but 'double' asks for python"),
    ]


SET = """\
id: mine
version: 1.0.0
title: Mine
description: Mine.
rules:
  - {id: "1", name: a, description: b, severity: advisory, detector: recursion}
  - {id: "1", name: a, description: b, severity: advisory, detector: magic}
"""


def test_loading_names_every_fault(tmp_path: Path):
    path = tmp_path / "set.yaml"
    path.write_text(SET, encoding="utf-8")
    with pytest.raises(InvalidInput) as caught:
        RestrictionLoader.load_from_file(path)
    known = ", ".join(sorted(detectors()))
    assert [(fault.path, fault.line, fault.message) for fault in caught.value.faults] == [
        ("$.rules[1].detector", 7, f"there is no detector 'magic'; known are {known}"),
        ("$.rules[1].id", 7, "the rule '1' is given twice"),
    ]
    path.write_text(
        SET.replace(", detector: magic", "").replace("severity: advisory, detector: r", "severity: high, detector: r"), encoding="utf-8"
    )
    with pytest.raises(InvalidInput) as caught:
        RestrictionLoader.load_from_file(path)
    assert [(fault.path, fault.line, fault.message) for fault in caught.value.faults] == [
        ("$.rules[0].severity", 6, "'high' is not one of ['mandatory', 'required', 'advisory']"),
        ("$.rules[1]", 7, "exactly one of 'detector' or 'manual_reason' is needed"),
        ("$.rules[1].id", 7, "the rule '1' is given twice"),
    ]


def test_sets_are_loaded_by_name_or_file(tmp_path: Path):
    path = tmp_path / "set.yaml"
    path.write_text(
        SET.replace(
            '"1", name: a, description: b, severity: advisory, detector: magic',
            '"2", name: a, description: b, severity: advisory, detector: recursion',
        ),
        encoding="utf-8",
    )
    assert [item.id for item in load_restriction_sets(["nasa_power_of_ten", str(path)])] == ["nasa_power_of_ten", "mine"]
    with pytest.raises(
        NotFound, match="there is no restriction set 'nasa'; name a file, or one of clean_python, misra_c, nasa_power_of_ten, "
    ):
        load_restriction_sets(["nasa"])
