"""The benchmark of second opinions: its reasons name rules that are compared, and cover only what their pattern is found in."""

import pytest

from bench.restrictions.agreement import PROGRAMS, REASONS, Row, add, reason_of
from bench.restrictions.model_like import model_like
from engine.domain.contract import Kind


def test_every_reason_is_for_a_rule_that_is_compared() -> None:
    compared = {f"{program} {rule}" for programs in PROGRAMS.values() for program, table, _ in programs for rule in table}
    assert set(REASONS) <= compared
    assert {side for sides in REASONS.values() for side in sides} == {"we", "they"}


def test_a_disagreement_that_no_pattern_covers_has_no_reason() -> None:
    row = Row("ruff", "secure_python/weak-hash")
    for text in ("hashlib.new('md5')", "hashlib.md5()"):
        add(row, text, we=False, they=True)
    add(row, "hashlib.sha256()", we=False, they=False)
    assert (row.agreed, row.total) == (1, 3)
    assert [(side, why is None, texts) for side, why, texts in row.explained()] == [
        ("they", False, ["hashlib.new('md5')"]),
        ("they", True, ["hashlib.md5()"]),
    ]
    assert reason_of("gcc", "misra_c/2.6", "we", "x") is None


@pytest.mark.parametrize("kind", [Kind.PYTHON, Kind.C])
def test_model_like_answers_are_different_and_the_same_every_time(kind: Kind) -> None:
    answers = model_like(kind, 50)
    assert len(set(answers)) == 50
    assert answers == model_like(kind, 50)
