"""Anchor rules, evidence levels, and the repair of a misnamed function inside the rescue bounds."""

from dataclasses import replace

import pytest

from engine.adapters.memory.cache import MemoryCache
from engine.canonicalization.entry_point import rename_function
from engine.domain.contract import Constraints, Contract, DomainInput, Kind, OracleTest, RescueBounds
from engine.domain.errors import InvalidInput
from engine.domain.experiment import AnchorStrategy
from engine.domain.report import Anchor
from engine.domain.run import EvidenceLevel, Generation, GenerationStatus, OracleVerdict, OutputAnalysis, TestVerdict
from engine.domain.scores import NotScored
from engine.metrics.edit_distance import lossless_tokens
from engine.metrics.facts import JobFacts, RunFacts
from engine.metrics.registry import compute_metrics
from engine.pipeline.analysis import examine_output
from engine.pipeline.anchor import anchor_on, choose_anchor
from engine.pipeline.rescue import Reference, reference_of, standing_of
from engine.pipeline.toolbox import Toolbox, yardstick_of
from tests.shared_sandbox import shared_sandbox

IDENTICAL, CANONICAL, CHECKED, BEHAVIOURAL = EvidenceLevel
CONTRACT = Contract(
    "c",
    "1.0.0",
    Kind.PYTHON,
    "C",
    "Write double(n).",
    function_name="double",
    domain=(DomainInput("n", "int"),),
    oracle_tests=(OracleTest("two", (2,), 4), OracleTest("none", (0,), 0)),
    constraints=Constraints(fixed_variables=("n",), naming_policy="strict"),
)


def analysis(form: str | None, passed: int = 2, of: int = 2, required: int = 2, **more) -> OutputAnalysis:
    verdicts = tuple(TestVerdict("t", index < passed, "returned", "", "") for index in range(of))
    return OutputAnalysis("hash", form, "form", (), OracleVerdict(passed >= required, verdicts), "seen", (), **more)


def generations(count: int) -> list[Generation]:
    return [Generation(index, GenerationStatus.GENERATED, f"raw {index}") for index in range(count)]


@pytest.mark.parametrize(
    ("analyses", "run_index", "pass_rate"),
    [
        ([analysis("a", 1), analysis("b"), analysis("c")], 1, 1.0),
        ([analysis("a", 1, required=1), analysis("b")], 1, 1.0),
        ([analysis("a", 0, required=1), analysis("b", 1, required=1)], 1, 0.5),
        ([analysis(None), analysis("b", unsatisfied_constraints=("no",)), analysis("c")], 2, 1.0),
        ([analysis("a", naming=("n",)), analysis("b")], 0, 1.0),
    ],
)
def test_the_anchor_is_the_first_that_meets_the_contract_and_passes_every_test(analyses: list, run_index: int, pass_rate: float):
    found = choose_anchor(generations(len(analyses))[::-1], dict(enumerate(analyses)))
    assert found is not None
    assert (found.run_index, found.pass_rate) == (run_index, pass_rate)


def test_there_is_no_anchor_where_nothing_reaches_the_pass_rate():
    assert choose_anchor(generations(2), {0: analysis("a", 1), 1: analysis(None)}) is None


def test_the_medoid_is_nearest_to_all():
    forms = ["a b c x y", "a b c d", "a b c d", "a b c d e"]
    analyses = {index: analysis(form) for index, form in enumerate(forms)}
    found = choose_anchor(generations(4), analyses, AnchorStrategy.MEDOID)
    assert found == Anchor("raw 1", "a b c d", 1, 1.0)


def test_an_anchor_is_chosen_on_purpose_by_the_same_conditions():
    analyses = {0: analysis("a"), 1: analysis("b"), 2: analysis("c", 0), 3: analysis(None, problem="not Python")}
    assert anchor_on(1, generations(4), analyses) == Anchor("raw 1", "b", 1, 1.0)
    messages = {}
    for index in (2, 3, 9):
        with pytest.raises(InvalidInput) as caught:
            anchor_on(index, generations(4), analyses)
        messages[index] = caught.value.faults[0].message
    assert messages == {
        2: "run 2 cannot be the anchor: it does not pass the oracle",
        3: "run 3 cannot be the anchor: it has no canonical form (not Python)",
        9: "there is no run 9",
    }


ANCHOR = reference_of(Anchor("raw", "old form", 0), analysis("x = 1", checked_output="x = 2"))


def test_an_anchor_is_seen_as_this_engine_sees_it():
    assert replace(ANCHOR, analysis=None) == Reference(Anchor("raw", "x = 1", 0, 1.0), "seen", "x = 2")


@pytest.mark.parametrize(
    ("raw", "found", "evidence"),
    [
        ("raw", analysis("x = 9"), IDENTICAL),
        ("other", analysis("x = 1", checked_output="x = 2"), CANONICAL),
        ("other", analysis("x = 9", checked_output="x = 2"), CHECKED),
        ("other", analysis("x = 9", checked_output="x = 9"), BEHAVIOURAL),
        ("other", replace(analysis("x = 9"), observations="else"), None),
        ("other", replace(analysis(None), observations="else"), None),
    ],
)
def test_evidence_is_the_strictest_level_that_holds(raw: str, found: OutputAnalysis, evidence: EvidenceLevel | None):
    assert standing_of(raw, found, ANCHOR).evidence is evidence


@pytest.mark.parametrize(
    ("accepted", "repaired", "is_at_anchor"),
    [(IDENTICAL, "y = 2", False), (CANONICAL, "y = 3", False), (CHECKED, "x = 2", True), (BEHAVIOURAL, "x = 2", True)],
)
def test_the_distance_after_repair_is_that_of_the_accepted_forms(accepted: EvidenceLevel, repaired: str, is_at_anchor: bool):
    reference = replace(ANCHOR, anchor=replace(ANCHOR.anchor, raw_output="q + 7"))
    standing = standing_of("y = 2", analysis("y = 3", checked_output="x = 2"), reference, accepted)
    assert (standing.repaired_output, standing.distance_post == 0) == (repaired, is_at_anchor)
    assert standing.distance_pre is not None
    assert standing.distance_post is not None
    assert standing.distance_post <= standing.distance_pre


def test_text_that_both_forms_drop_brings_no_programs_further_apart():
    common = "# what both answers say about themselves, in nine words"
    reference = reference_of(Anchor(f"x = 1 {common}", "x = 1", 0), analysis("x = 1"))
    standing = standing_of(f"x = 2 {common}", analysis("x = 2", checked_output="x = 2"), reference)
    tokens = len(lossless_tokens(f"x = 1 {common}"))
    assert (standing.repaired_output, standing.distance_pre, standing.distance_post) == ("x = 2", 1 / tokens, 1 / tokens)


@pytest.mark.parametrize(("accepted", "post"), [(IDENTICAL, 1), (CANONICAL, 2), (CHECKED, 3), (BEHAVIOURAL, 4)])
def test_metrics_honour_the_accepted_level(accepted: EvidenceLevel, post: int):
    levels = [IDENTICAL, CANONICAL, CHECKED, BEHAVIOURAL, None]
    distances = {level: 0.0 for level in levels if level and level.is_within(accepted) and level is not BEHAVIOURAL}
    runs = tuple(
        RunFacts(GenerationStatus.GENERATED, "r", "c", "b", True, level, 0.0 if level is IDENTICAL else 0.5, distances.get(level, 0.5))
        for level in levels
    )
    values = compute_metrics(JobFacts(runs, True, accepted_evidence=accepted), ["R_anchor_post", "Delta_rescue", "rescue_rate"])
    counts = {name: value.numerator for name, value in values.items() if not isinstance(value, NotScored)}
    assert counts == {"R_anchor_post": post, "Delta_rescue": post - 1, "rescue_rate": post - 1}


def examined(source: str, contract: Contract = CONTRACT) -> OutputAnalysis:
    return examine_output(source, yardstick_of(contract, ()), Toolbox(shared_sandbox(), MemoryCache())).analysis


MISNAMED = "def twice(n):\n    # doubles\n    return n * 2\n"


def test_a_misnamed_function_is_renamed_as_a_named_step():
    found = examined(MISNAMED)
    assert (found.oracle.passed, found.canonical_output) == (False, "def twice(n):\n    return n * 2\n")
    assert found.checked_output == "def double(v0):\n    return 2 * v0\n"
    assert found.assumptions[0] == "callers use only `double`, and pass all declared arguments by position"
    assert found.assumptions[-1] == "callers use the name `double`, not `twice`"
    assert [step.name for step in found.checked_steps][:1] == ["function_name"]
    assert "-def twice(n):\n+def double(n):" in found.checked_steps[0].diff
    assert (found.defects, found.problem) == ((), None)


@pytest.mark.parametrize(
    "bounds", [RescueBounds(allow_function_rename=False), RescueBounds(max_transformations=0)], ids=["not allowed", "no step left"]
)
def test_the_rescue_bounds_are_honoured(bounds: RescueBounds):
    found = examined(MISNAMED, replace(CONTRACT, rescue_bounds=bounds))
    assert (found.checked_output, found.assumptions) == (found.canonical_output, ())


def test_nothing_is_renamed_where_two_functions_could_be_meant():
    found = examined(MISNAMED + "def thrice(n):\n    return n * 3\n")
    assert found.canonical_output == "def twice(n):\n    return n * 2\n\ndef thrice(n):\n    return n * 3\n"
    assert (found.checked_output, found.assumptions) == (found.canonical_output, ())


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        (
            "def old(n):\n    return old(n - 1) if n else x.old + g(old=1)\n",
            "def new(n):\n    return new(n - 1) if n else x.old + g(old=1)\n",
        ),
        ("é = 1; old = 2\ndef old(n): pass\n", None),
        ("def old(n): 'é'; return 'ü', old\n", "def new(n): 'é'; return 'ü', new\n"),
        ("def old(n): return n\nprint(old(2))  # old\n", "def new(n): return n\nprint(new(2))  # old\n"),
        ("def old(new): return new\n", None),
        ("def old(n): return globals()['old']\n", None),
        ("def old(n): pass\ndef old(m): pass\n", None),
        ("def old(n):\n    global old\n", None),
        ("from x import new\ndef old(n): pass\n", None),
        ("def old(n:\n", None),
        ("def old(n):\r\n    return n\r\n", None),
    ],
)
def test_renaming_changes_the_name_and_nothing_else(source: str, expected: str | None):
    assert rename_function(source, "old", "new") == expected


def test_fixed_names_are_reported_and_never_count_against_an_output():
    found = examined("def double(number):\n    return number * 2\n")
    assert found.naming == ("the contract fixes the name 'n', which the answer does not use",)
    assert (found.oracle.passed, found.unsatisfied_constraints) == (True, ())
    assert examined("def double(n):\n    return n * 2\n").naming == ()
