"""Answers of kinds json, text and c: canonical forms, oracle, distances, fields and near duplicates."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter

from engine.adapters.filesystem.contracts import preset_contracts
from engine.adapters.llm.sample import sample_pools
from engine.adapters.memory.cache import MemoryCache
from engine.canonicalization.json_form import canonical_json_form, read_json_answer
from engine.contracts.loader import load_contracts
from engine.domain.contract import Contract, Kind
from engine.domain.errors import InvalidInput
from engine.domain.experiment import contract_hash
from engine.domain.json_value import content_hash
from engine.domain.report import FieldReport
from engine.domain.run import EvidenceLevel
from engine.domain.scores import NotScored
from engine.metrics.edit_distance import json_tokens, lossless_tokens, token_distance
from engine.metrics.field_agreement import field_agreement
from engine.metrics.intervals import rate
from engine.metrics.near_duplicates import near_duplicate_classes, resemblance
from engine.pipeline.recorded_run import RecordedRun
from engine.pipeline.replay import Replay, ReplayedJob, replay
from engine.pipeline.toolbox import Toolbox
from tests.shared_sandbox import shared_sandbox

PRESETS = {contract.id: contract for contract in preset_contracts()}
JSON_CONTRACT = """\
id: greeting
version: 1.0.0
kind: json
title: Greet
prompt: Greet as JSON.
schema: {type: object, required: [hello], properties: {hello: {type: string}}}
oracle_tests:
  - {description: whom, pointer: /hello, expected: world}
  - {pointer: /list/1/a~1b, expected: 2}
"""
TRUTH = "id: truth\nversion: 1.0.0\nkind: json\ntitle: t\nprompt: p\noracle_tests: [{pointer: '', expected: [true, {a: 1}]}]\n"


def json_form(text: str) -> tuple[str | None, str | None]:
    form = canonical_json_form(text, read_json_answer(text))
    return form.output, form.problem


def replayed(contract: Contract, answers: list[str]) -> ReplayedJob:
    runs = [RecordedRun("e", contract.id, number, answer, {}, number + 1) for number, answer in enumerate(answers)]
    (job,) = replay(Replay(runs, {contract.id: contract}), Toolbox(shared_sandbox(), MemoryCache()), lambda done, total: None)
    return job


# RFC 8785, section 3.2.2 (serialization of primitive data types) and 3.2.3 (sorting of properties).
RFC_8785 = [
    (
        '{"numbers": [333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001], "string": "\\u20ac$\\u000F\\u000aA\'\\u0042\\u0022\\u005c\\\\\\"\\/", "literals": [null, true, false]}',
        '{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}',
    ),
    (
        '{"\\u20ac": 1, "\\r": 2, "\\ufb33": 3, "1": 4, "\\ud83d\\ude00": 5, "\\u0080": 6, "\\u00f6": 7}',
        '{"\\r":2,"1":4,"\x80":6,"ö":7,"€":1,"😀":5,"\ufb33":3}',
    ),
]


@pytest.mark.parametrize(("text", "expected"), RFC_8785)
def test_the_examples_of_rfc_8785(text, expected):
    assert json_form(text) == (expected, None)


@pytest.mark.parametrize(
    ("text", "output", "problem"),
    [
        ('```json\n{"a": 1}\n```', '{"a":1}', None),
        ("Here you are:\n```\n[1, 2.0]\n```\nBye", "[1,2]", None),
        ("\ufeff[1e16, 10000000000000000]", "[10000000000000000,10000000000000000]", None),
        ("-0.0", "0", None),
        ("[59220009194952810, 5.922000919495281e+16]", "[59220009194952810,59220009194952810]", None),
        ("59220009194952811", None, "has no canonical form by RFC 8785: 59220009194952811 exceeds safe integer domain for JSON floats"),
        ('{"a": 1, "a": 2}', None, "not JSON: the key 'a' is given twice"),
        ("[NaN]", None, "not JSON: NaN is not a JSON value"),
        ("[1e400]", None, "not JSON: the number 1e400 is too large"),
        ("9007199254740993", None, "has no canonical form by RFC 8785: 9007199254740993 exceeds safe integer domain for JSON floats"),
        ('"\\ud800"', None, "has no canonical form by RFC 8785: input contains non-UTF-8 codepoints"),
        ("[" * 100_000, None, "nested too deeply to be analysed"),
        ("", None, "not JSON: Expecting value (line 1)"),
        ("I would rather not.", None, "not JSON: Expecting value (line 1)"),
        ("x" * 300_000, None, "the output is longer than 250000 characters"),
    ],
)
def test_json_forms(text, output, problem):
    assert json_form(text) == (output, problem)


JSON_VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**53) + 1, 2**53 - 1)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(st.characters(exclude_categories=["Cs"])),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(st.characters(exclude_categories=["Cs"])), inner, max_size=4),
    max_leaves=12,
)


@given(JSON_VALUES, st.randoms())
def test_canonical_json_is_stable_and_the_order_of_keys_does_not_count(value, random):
    output, problem = json_form(json.dumps(value))
    assert problem is None
    assert output is not None
    assert read_json_answer(output).value == value
    assert json_form(output) == (output, None)
    assert json_form(json.dumps(_shuffled(value, random), indent=2)) == (output, None)
    assert "".join(json_tokens(output)) == output


def _shuffled(value, random):
    if isinstance(value, dict):
        return {key: _shuffled(value[key], random) for key in random.sample(list(value), len(value))}
    return [_shuffled(item, random) for item in value] if isinstance(value, list) else value


@given(JSON_VALUES, JSON_VALUES)
def test_the_distance_of_json_forms_is_zero_exactly_for_equal_forms(first, second):
    one, other = json_form(json.dumps(first))[0], json_form(json.dumps(second))[0]
    assert one is not None
    assert other is not None
    assert (token_distance(json_tokens(one), json_tokens(other)) == 0) == (one == other)


def test_distance_of_two_json_forms_by_hand():
    assert token_distance(json_tokens('{"a":1}'), json_tokens('{"a":2}')) == 1 / 5


def test_c_names_a_missing_function():
    job = replayed(PRESETS["c_gcd"], ["int other(void) { return 1; }", "unsigned gcd(unsigned a, unsigned b) { return a + b; }"])
    first, second = (run.analysis for run in job.report.runs)
    assert first is not None
    assert second is not None
    assert first.unsatisfied_constraints == ("the answer does not define the function 'gcd'",)
    assert second.unsatisfied_constraints == ()
    assert job.report.anchor is not None
    assert job.report.anchor.run_index == 1


def test_true_is_no_number_in_json(tmp_path):
    job = replayed(loaded(tmp_path, TRUTH), ['[true, {"a": 1.0}]', '[1, {"a": 1}]', '[true, {"a": true}]', "[true]"])
    assert [run.analysis.oracle.passed for run in job.report.runs if run.analysis] == [True, False, False, False]


def loaded(tmp_path: Path, text: str) -> Contract:
    path = tmp_path / "contract.yaml"
    path.write_text(text, encoding="utf-8")
    (contract,) = load_contracts(path)
    return contract


def test_the_oracle_of_json(tmp_path):
    contract = loaded(tmp_path, JSON_CONTRACT)
    job = replayed(contract, ['{"hello": "world", "list": [0, {"a/b": 2.0}]}', '{"hello": 1}', "no"])
    verdicts = [
        [(verdict.description, verdict.passed, verdict.observed) for verdict in run.analysis.oracle.verdicts]
        for run in job.report.runs
        if run.analysis
    ]
    assert verdicts == [
        [("the schema", True, "valid by the schema"), ("whom", True, '"world"'), ("test 2", True, "2.0")],
        [("the schema", False, "$.hello: 1 is not of type 'string'"), ("whom", False, "1"), ("test 2", False, "there is no such place")],
        [(name, False, "not JSON: Expecting value (line 1)") for name in ("the schema", "whom", "test 2")],
    ]
    assert job.report.metrics["canon_coverage"] == rate(1, 3)


@pytest.mark.parametrize(
    ("change", "path", "message"),
    [
        (("required: [hello]", "required: hello"), "$.schema.required", "not a JSON Schema: 'hello' is not of type 'array'"),
        (
            ("{type: string}", "{$ref: 'https://x.example/s'}"),
            "$.schema.properties.hello.$ref",
            "the reference 'https://x.example/s' leads out of the schema",
        ),
        (("kind: json", "kind: text"), "$.kind", "'text' is not one of ['json']"),
        (
            ("{pointer: /list/1/a~1b, expected: 2}", "{arguments: [1], expected: 2}"),
            "$.oracle_tests[1]",
            "a test of a JSON answer needs 'pointer'",
        ),
    ],
)
def test_faults_of_json_contracts(change, path, message, tmp_path):
    with pytest.raises(InvalidInput) as caught:
        loaded(tmp_path, JSON_CONTRACT.replace(*change))
    assert (path, message) in [(fault.path, fault.message) for fault in caught.value.faults]


def test_fields_that_came_later_change_the_hash_only_where_they_are_set(tmp_path):
    contract = loaded(tmp_path, TRUTH)
    document = TypeAdapter(Contract).dump_python(contract, mode="json")
    del document["schema"], document["near_duplicate_similarity"]
    assert contract_hash(contract) == content_hash(document)
    assert contract_hash(replace(contract, schema={})) != contract_hash(contract)


def test_agreement_by_field():
    reports = {report.pointer: report for report in field_agreement(['{"a":1,"b":[true,{}]}', '{"a":1,"b":[]}', '{"a":2}'])}
    assert list(reports) == ["/a", "/b", "/b/0", "/b/1"]
    first = reports["/a"]
    assert isinstance(first, FieldReport)
    assert (first.present, first.largest, first.distinct, first.commonest) == (rate(3, 3), rate(2, 3), 2, "1")
    assert (first.agreement.value, first.agreement.numerator, first.agreement.denominator) == (1 / 3, 1, 3)
    assert reports["/b"].present == rate(1, 3)
    assert field_agreement([]) == ()
    assert isinstance(field_agreement(["{}"])[0].agreement, NotScored)


def test_near_duplicates():
    # By hand: the shingles of "a b c d" are abc and bcd, of "a b c e" abc and bce: one of three is common.
    assert resemblance("a b c d", "A, b: c e!") == 1 / 3
    assert resemblance("", "") == 1.0
    texts = ["a b c d", "a b c e", "x y z"]
    assert near_duplicate_classes(texts, 1 / 3) == {"a b c d": "a b c d", "a b c e": "a b c d", "x y z": "x y z"}
    assert len(set(near_duplicate_classes(texts, 0.34).values())) == 3


@given(st.lists(st.text("ab ", max_size=12), max_size=6), st.floats(0.05, 1))
def test_near_duplicate_classes_do_not_depend_on_the_order(texts, similarity):
    assert near_duplicate_classes(texts, similarity) == near_duplicate_classes(list(reversed(texts)), similarity)


def test_a_json_job():
    job = replayed(PRESETS["invoice_fields"], list(sample_pools()["invoice_fields"]))
    assert [run.evidence for run in job.report.runs[:4]] == [
        EvidenceLevel.IDENTICAL,
        EvidenceLevel.CANONICAL,
        EvidenceLevel.CANONICAL,
        None,
    ]
    assert job.report.metrics["canon_coverage"] == rate(6, 12)
    assert job.report.metrics["R_structural"] == rate(3, 12)
    assert {field.pointer: field.distinct for field in job.report.fields}["/lines/0/item"] == 4


def test_a_text_job_with_near_duplicates():
    job = replayed(PRESETS["refund_reply"], list(sample_pools()["refund_reply"]))
    assert job.report.metrics["R_structural"] == rate(3, 12)
    assert job.report.metrics["R_behavioral"] == rate(9, 12)
    assert job.report.metrics["canon_coverage"] == NotScored("answers of this kind have no oracle: nothing decides whether they are right")
    assert job.report.anchor is not None
    assert job.report.anchor.run_index == 0


def test_a_c_job():
    job = replayed(PRESETS["c_gcd"], list(sample_pools()["c_gcd"]))
    assert job.report.metrics["R_structural"] == rate(3, 12)
    assert job.report.metrics["R_behavioral"] == NotScored("answers of this kind are not run, so they have no behaviour to compare")
    assert job.report.runs[-1].analysis is not None
    assert job.report.runs[-1].analysis.problem == "not C: it cannot be parsed (line 1)"
    assert job.report.fields == ()


@given(st.text(max_size=30), st.text(max_size=30))
def test_the_distance_of_texts_is_zero_exactly_for_equal_texts(first, second):
    assert (token_distance(lossless_tokens(first), lossless_tokens(second)) == 0) == (first == second)


def test_kinds():
    assert {contract.kind for contract in PRESETS.values()} == set(Kind)
