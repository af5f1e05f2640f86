"""What is said of one output alone: guard, cache, kinds that are text only, compliance with the contract."""

import ast
import json
from dataclasses import replace

import pytest

from engine.adapters.memory.cache import MemoryCache
from engine.canonicalization import pipeline as canonical
from engine.domain.contract import Constraints, Contract, Kind, Operation, OracleTest
from engine.domain.run import EvidenceLevel
from engine.oracle.compliance import unsatisfied_constraints
from engine.pipeline.analysis import analyse_output
from engine.pipeline.guard import DEFECT, UNREPEATABLE
from engine.pipeline.toolbox import Toolbox, yardstick_of
from engine.ports.sandbox import Call, Limits, Program
from tests.conformance.samples import CONTRACT
from tests.shared_sandbox import shared_sandbox

TESTED = replace(CONTRACT, oracle_tests=(OracleTest("two", (2,), 4), OracleTest("none", (0,), 0)))
PLAIN = "def double(n):\n    return n * 2\n"


class WrongPass:
    """A deliberately wrong rewrite: every product becomes a sum."""

    name = "wrong"
    level = EvidenceLevel.CANONICAL

    def applies(self, tree: ast.Module) -> bool:
        return True

    def rewrite(self, tree: ast.Module) -> ast.Module:
        for node in ast.walk(tree):
            if isinstance(node, ast.BinOp):
                node.op = ast.Add()
        return tree


def analyse(output: str, contract: Contract = TESTED, cache: MemoryCache | None = None):
    return analyse_output(output, yardstick_of(contract, ()), Toolbox(shared_sandbox(), cache or MemoryCache()))


def test_the_guard_catches_a_wrong_rewrite(monkeypatch):
    monkeypatch.setattr(
        "engine.pipeline.forms.canonicalize", lambda text, name, **_options: canonical.canonicalize(text, name, (WrongPass(),))
    )
    analysis = analyse("def double(n):\n    return n * 2 + 0")
    assert (analysis.canonical_output, analysis.problem, analysis.steps) == (None, DEFECT, ())
    assert analysis.canonical_hash.startswith("raw:")
    assert analysis.oracle.passed


def test_code_that_does_not_repeat_itself_is_no_defect():
    source = "import os\ndef double(n):\n    # random\n    return os.urandom(8)"
    assert analyse(source).problem == UNREPEATABLE


def test_an_answer_that_passes_by_chance_of_the_hash_seed_does_not_pass():
    source = "import sys\ndef double(n):\n    return n * 2 if hash('a') == SEEN else 0".replace("SEEN", _hash_under_seed_zero("a"))
    analysis = analyse(source)
    assert not analysis.oracle.passed
    assert [verdict.outcome for verdict in analysis.oracle.verdicts] == ["nondeterministic", "returned"]


def _hash_under_seed_zero(text: str) -> str:
    program = Program(f"def f(): return hash({text!r})", "f", False, ((Call(()),),))
    observation = shared_sandbox().run(program, Limits()).observations[0][0]
    return str(int(json.loads(observation.value)[1], 16))


def test_an_endless_answer_keeps_its_form():
    analysis = analyse("def double(n):\n    # never\n    while n >= 0: n += 1\n    return n")
    assert (analysis.problem, analysis.oracle.passed) == (None, False)
    assert [verdict.outcome for verdict in analysis.oracle.verdicts] == ["timeout", "timeout"]


def test_a_damaged_cache_entry_is_computed_again():
    cache = MemoryCache()
    first = analyse(PLAIN, cache=cache)
    for key in list(cache._entries):
        cache.put(key, b"not an analysis")
    assert analyse(PLAIN, cache=cache) == first


def test_an_output_that_is_too_large_is_text_only():
    assert analyse("x" * 300_000).problem == "the output is longer than 250000 characters"


CLASS = Contract(
    "box",
    "1.0.0",
    Kind.PYTHON,
    "Box",
    "p",
    class_name="Box",
    constraints=Constraints(methods=("__init__", "get", "put")),
    oracle_tests=(OracleTest("get", operations=(Operation("init", (1,)), Operation("get", (), 1, True), Operation("get", (), 2, True))),),
)


def test_answers_that_cannot_run_behave_alike_where_they_are_the_same_program():
    first, second, other = (analyse(source, TESTED) for source in ("x = 1  # one", "x = 1", "x = 2\nprint(x)"))
    assert first.raw_hash != second.raw_hash
    assert first.observations == second.observations == f"unloaded:{first.form_hash}"
    assert other.observations != first.observations


def test_a_wrong_operation_is_named():
    analysis = analyse(
        "class Box:\n    def __init__(self, n): self.n = n\n    def get(self): return self.n\n    def put(self): pass", CLASS
    )
    (verdict,) = analysis.oracle.verdicts
    assert (verdict.passed, verdict.expected, verdict.observed) == (False, "get() = 2", "operation 3: 1")


@pytest.mark.parametrize(
    ("contract", "source", "expected"),
    [
        (TESTED, PLAIN, ()),
        (TESTED, "double = lambda n: n * 2", ()),
        (TESTED, "x = 1", ("the answer does not define the function 'double'",)),
        (TESTED, "class double: pass", ("'double' is a class, not a function",)),
        (TESTED, "def double(a, b): pass", ("'double' cannot be called with 1 argument",)),
        (TESTED, "def double(a, *, b): pass", ("'double' cannot be called with 1 argument",)),
        (TESTED, "def double(*a, b=1): pass", ()),
        (CLASS, "def Box(): pass", ("'Box' is not a class",)),
        (CLASS, "class Box:\n    def get(self, key): pass", ("'Box' has no method 'put'", "'Box.get' cannot be called with 0 arguments")),
        (CLASS, "class Box(Base): pass", ()),
        (replace(TESTED, constraints=Constraints(requires_recursion=True)), PLAIN, ("the answer must be recursive",)),
        (
            replace(TESTED, constraints=Constraints(implementation_style="iterative")),
            "def double(n):\n    return g(n)\ndef g(n):\n    return double(n)",
            ("the answer must not be recursive",),
        ),
        (
            replace(TESTED, constraints=Constraints(implementation_style="recursive")),
            "def double(n):\n    return n and 2 + double(n - 1)",
            (),
        ),
    ],
)
def test_compliance_with_the_contract(contract: Contract, source: str, expected: tuple[str, ...]):
    assert unsatisfied_constraints(contract, ast.parse(source)) == expected
