"""`skyt compare` and `skyt gate` as a user runs them."""

import json
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from cli import main as entry

CONTRACT = """\
id: greeting
version: 1.0.0
kind: json
title: Greet
prompt: Greet as JSON.
schema: {type: object, required: [hello]}
"""
GOOD, BAD = '{"hello": "world"}', '{"bye": "world"}'


def skyt(monkeypatch, capsys, *arguments: str) -> tuple[int, str, str]:
    monkeypatch.setattr("sys.argv", ["skyt", *arguments])
    with pytest.raises(SystemExit) as caught:
        entry.main()
    captured = capsys.readouterr()
    return int(caught.value.code or 0), captured.out, captured.err


@pytest.fixture
def replayed(tmp_path: Path, monkeypatch, capsys):
    contract = tmp_path / "contract.yaml"
    contract.write_text(CONTRACT, encoding="utf-8")

    def replay(name: str, **experiments: list[str]) -> str:
        records = [
            {"experiment": experiment, "contract_id": "greeting", "run": number, "output": output}
            for experiment, outputs in experiments.items()
            for number, output in enumerate(outputs)
        ]
        recorded = tmp_path / f"{name}.jsonl"
        recorded.write_text("".join(json.dumps(record) + "\n" for record in records), encoding="utf-8")
        code, out, _ = skyt(monkeypatch, capsys, "replay", str(recorded), "--contracts", str(contract), "--format", "json")
        assert code == 0
        result = tmp_path / f"{name}.json"
        result.write_text(out, encoding="utf-8")
        return str(result)

    return replay


def test_compare_as_json(replayed, monkeypatch, capsys):
    before, after = replayed("before", e=[GOOD] * 20), replayed("after", e=[GOOD] * 4 + [BAD] * 16)
    code, out, _ = skyt(monkeypatch, capsys, "compare", before, after, "--format", "json", "--metric", "canon_coverage")
    assert code == 0
    document = json.loads(out)
    (comparison,) = document["comparisons"]
    assert (comparison["verdict"], comparison["values"][0]["direction"]) == ("changed", "worse")
    assert (document["missing"], document["added"]) == ([], [])
    assert [change["size"] for change in comparison["forms"]["new"]] == [16]


def test_compare_two_experiments_of_one_result_as_table(replayed, monkeypatch, capsys):
    result = replayed("both", one=[GOOD] * 3, two=[BAD] * 3)
    code, out, _ = skyt(monkeypatch, capsys, "compare", result, "--first", "one", "--second", "two")
    assert code == 0
    assert "one and two: Cannot tell yet" in out
    assert "new forms: 1 (3 runs); vanished forms: 1 (3 runs)" in out


def test_gate_with_junit(replayed, tmp_path, monkeypatch, capsys):
    before, after = replayed("before", e=[GOOD] * 20, gone=[GOOD]), replayed("after", e=[GOOD] * 4 + [BAD] * 16)
    report = tmp_path / "gate.xml"
    code, _, err = skyt(
        monkeypatch, capsys, "gate", before, after, "--metric", "canon_coverage", "--metric", "R_raw", "--junit", str(report)
    )
    assert code == 1
    assert err.splitlines() == [
        "skyt gate: e: Passing the oracle changed by -0.800 (adjusted p = 3.1e-07)",
        "skyt gate: experiment 'gone' is missing in the second result",
    ]
    suites = ET.fromstring(report.read_bytes())
    counts = [(suite.get("name"), suite.get("tests"), suite.get("failures"), suite.get("skipped")) for suite in suites]
    assert counts == [("e / e", "3", "1", "1"), ("missing", "1", "1", "0")]


def test_gate_is_open_where_nothing_changed(replayed, monkeypatch, capsys):
    result = replayed("same", e=[GOOD] * 40)
    code, _, err = skyt(monkeypatch, capsys, "gate", result, result, "--fail-undecided", "--minimum", "canon_coverage=0.9")
    assert (code, err) == (0, "")
    code, _, err = skyt(monkeypatch, capsys, "gate", replayed("few", e=[GOOD]), result, "--fail-undecided", "--metric", "R_raw")
    assert code == 1
    assert "Cannot tell yet" in err


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("compare", "{result}"), "two experiments are needed"),
        (("compare", "{result}", "--first", "e", "--second", "x"), "there is no experiment 'x'; there are e"),
        (("compare", "{result}", "{result}", "--margin", "0"), "must be between 0 and 1"),
        (("gate", "{result}", "{result}", "--minimum", "R_raw"), "'R_raw' is not NAME=VALUE"),
        (("gate", "{result}", "{result}", "--minimum", "nope=1"), "'nope=1' names no compared number"),
        (("gate", "{result}", "{result}", "--junit", "{result}/x"), "the report cannot be written"),
        (("compare", "{folder}/missing.json", "{result}"), "the file cannot be read"),
        (("compare", "{folder}/contract.yaml", "{result}"), "not valid JSON"),
        (("compare", "{folder}/other.json", "{result}"), "$.jobs[0].experiment: is missing"),
        (("compare", "{folder}/empty.json", "{result}"), "there is no job in it"),
    ],
)
def test_bad_input_is_one_message(arguments, message, replayed, tmp_path, monkeypatch, capsys):
    result = replayed("r", e=[GOOD])
    (tmp_path / "other.json").write_text('{"engine_version": "1", "jobs": [{}]}', encoding="utf-8")
    (tmp_path / "empty.json").write_text('{"engine_version": "1", "jobs": []}', encoding="utf-8")
    filled = [argument.format(result=result, folder=tmp_path) for argument in arguments]
    code, out, err = skyt(monkeypatch, capsys, *filled)
    assert (code, out) == (2, "")
    assert err.startswith("skyt: ")
    assert message in err


def test_jobs_of_other_contracts_are_refused(replayed, tmp_path, monkeypatch, capsys):
    before = replayed("before", e=[GOOD])
    changed = json.loads(Path(before).read_text(encoding="utf-8"))
    changed["jobs"][0]["contract_hash"] = "0" * 64
    after = tmp_path / "after.json"
    after.write_text(json.dumps(changed), encoding="utf-8")
    reason = "contract 'greeting' asks for something else in each (both call it version 1.0.0); run both on one version"
    for command in ("compare", "gate"):
        code, out, _ = skyt(monkeypatch, capsys, command, before, str(after))
        assert (code, reason in " ".join(out.split())) == (2, True)


PYTHON = """\
id: double
version: 1.0.0
kind: python
title: Double
prompt: Write double(n).
function_name: double
domain: {inputs: [{name: n, type: int, constraint: any}]}
oracle_tests: [{description: three, arguments: [3], expected: 6}]
"""


@pytest.mark.parametrize("accepted", ["checked", "canonical"])
def test_a_result_compared_with_itself_has_the_numbers_that_it_says(accepted, tmp_path, monkeypatch, capsys):
    texts = (
        ["def double(n):\n    return n * 2\n"] * 2
        + ["def double(m):\n    r = m * 2\n    return r\n"] * 3
        + ["def double(n):\n    return 3 * n\n"]
    )
    records = [{"experiment": "e", "contract_id": "double", "run": number, "output": text} for number, text in enumerate(texts)]
    (tmp_path / "contract.yaml").write_text(PYTHON, encoding="utf-8")
    (tmp_path / "runs.jsonl").write_text("".join(json.dumps(record) + "\n" for record in records), encoding="utf-8")
    options = ("--contracts", str(tmp_path / "contract.yaml"), "--format", "json", "--accept", accepted)
    _, out, _ = skyt(monkeypatch, capsys, "replay", str(tmp_path / "runs.jsonl"), *options)
    (tmp_path / "result.json").write_text(out, encoding="utf-8")
    said = {name: value.get("value") for name, value in json.loads(out)["jobs"][0]["metrics"].items()}
    _, out, _ = skyt(monkeypatch, capsys, "compare", str(tmp_path / "result.json"), str(tmp_path / "result.json"), "--format", "json")
    values = {value["name"]: value["first"].get("value") for value in json.loads(out)["comparisons"][0]["values"]}
    shared = values.keys() & said.keys()
    assert {"R_structural", "R_anchor_post", "agreement_canonical", "mean_distance_post"} <= shared
    assert {name: values[name] for name in shared} == {name: said[name] for name in shared}
    assert said["R_structural"] == (5 / 6 if accepted == "checked" else 0.5)
