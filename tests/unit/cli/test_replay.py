"""`skyt replay` and `skyt contracts check` as a user runs them."""

import csv
import gzip
import io
import json
from pathlib import Path

import pytest

from cli import main as entry

CONTRACTS = {
    "double": {"prompt": "Write double(n).", "function_name": "double", "oracle_test_cases": [{"input": 2, "expected": 4}]},
}
PLAIN = "def double(n):\n    return n * 2\n"
LINES = [
    {"experiment": "e1", "contract_id": "double", "run": 0, "output": PLAIN, "model": "m", "temperature": 0.5},
    {"experiment": "e1", "contract_id": "double", "run": 1, "output": "def double(n):\n    # twice\n    return n*2"},
    {"experiment": "e1", "contract_id": "double", "run": 2, "output": "I would rather not."},
    {"experiment": "e2", "contract_id": "double", "run": 7, "output": "x" * 300_000},
]


@pytest.fixture
def contracts(tmp_path: Path) -> str:
    path = tmp_path / "contracts.json"
    path.write_text(json.dumps(CONTRACTS), encoding="utf-8")
    return str(path)


def outputs(tmp_path: Path, content: bytes, name: str = "outputs.jsonl") -> str:
    path = tmp_path / name
    path.write_bytes(content)
    return str(path)


def lines(*records: object) -> bytes:
    return "".join(json.dumps(record) + "\n" for record in records).encode()


def skyt(monkeypatch, capsys, *arguments: str) -> tuple[int, str, str]:
    monkeypatch.setattr("sys.argv", ["skyt", *arguments])
    with pytest.raises(SystemExit) as caught:
        entry.main()
    captured = capsys.readouterr()
    return int(caught.value.code or 0), captured.out, captured.err


def test_json(tmp_path, contracts, monkeypatch, capsys):
    code, out, _ = skyt(monkeypatch, capsys, "replay", outputs(tmp_path, lines(*LINES)), "--contracts", contracts, "--format", "json")
    assert code == 0
    document = json.loads(out)
    assert set(document) == {"engine_version", "suite", "jobs"}
    first, second = document["jobs"]
    assert {key: first[key] for key in ("experiment", "contract_id", "contract_version", "num_runs", "anchor_run")} == {
        "experiment": "e1",
        "contract_id": "double",
        "contract_version": "1.0.0",
        "num_runs": 3,
        "anchor_run": 0,
    }
    assert first["metrics"]["R_anchor_post"] == {
        "value": 2 / 3,
        "numerator": 2,
        "denominator": 3,
        "low": pytest.approx(0.2077, abs=1e-4),
        "high": pytest.approx(0.9385, abs=1e-4),
    }
    rescued = first["runs"][1]
    assert (rescued["repaired_output"], rescued["evidence"], rescued["distance_post"]) == (
        "def double(v0):\n    return v0 * 2\n",
        "canonical",
        0.0,
    )
    assert [step["pass"] for step in rescued["steps"]] == ["layout"]
    assert rescued["oracle"]["verdicts"] == [
        {"description": "test 1", "passed": True, "outcome": "returned", "expected": "4", "observed": "4"}
    ]
    assert first["runs"][0]["extra"] == {"model": "m", "temperature": 0.5}
    assert "extra" not in rescued
    assert first["runs"][2]["problem"] == "not Python: invalid syntax (line 1)"
    assert second["anchor_run"] is None
    assert second["metrics"]["R_anchor_pre"] == {"not_scored": "there is no anchor: no output meets the contract and passes the oracle"}
    assert (second["runs"][0]["run"], second["runs"][0]["problem"]) == (7, "the output is longer than 250000 characters")


def test_csv_of_chosen_metrics_and_restrictions(tmp_path, contracts, monkeypatch, capsys):
    path = outputs(tmp_path, gzip.compress(lines(*LINES)), "outputs.jsonl.gz")
    options = ["--contracts", contracts, "--format", "csv", "--metric", "R_raw", "--restrictions", "nasa_power_of_ten"]
    code, out, _ = skyt(monkeypatch, capsys, "replay", path, *options)
    rows = list(csv.DictReader(io.StringIO(out)))
    assert code == 0
    assert [(row["experiment"], row["metric"], row["numerator"], row["denominator"]) for row in rows] == [
        ("e1", "R_raw", "1", "3"),
        ("e2", "R_raw", "1", "1"),
    ]


def test_table(tmp_path, contracts, monkeypatch, capsys):
    code, out, _ = skyt(monkeypatch, capsys, "replay", outputs(tmp_path, lines(*LINES)), "--contracts", contracts)
    assert code == 0
    assert "0.667" in out
    assert "0.21 to 0.94" in out


def test_the_table_names_the_properties_that_differ(tmp_path, contracts, monkeypatch, capsys):
    recursive = {**LINES[0], "run": 3, "output": "def double(n):\n    if n < 1:\n        return 0\n    return 2 + double(n - 1)"}
    given = outputs(tmp_path, lines(*LINES[:2], recursive))
    code, out, _ = skyt(monkeypatch, capsys, "replay", given, "--contracts", contracts, "--properties")
    assert code == 0
    assert out.partition("Structural properties that differ from the anchor\n\n")[2].splitlines()[:3] == [
        "e1",
        "  runs 0, 1: in none",
        (
            "  run 3: control flow, execution paths, complexity class, termination, algebraic structure, logical equivalence, "
            "normalized syntax tree, statement order, recursion schema"
        ),
    ]


GOOD = LINES[0]
BAD = [
    (b"", "the file has no recorded output"),
    (lines(GOOD) + b'{"a":', ":2: $: not valid JSON: Expecting value at column 6"),
    (lines(GOOD) + b"[1]", ":2: $: expected a JSON object"),
    (b"\xff\xfe", ":1: $: the line is not UTF-8 text"),
    (lines({**GOOD, "contract_id": "triple"}), ":1: $.contract_id: there is no contract 'triple' in the contracts file"),
    (lines({"experiment": "e"}), ":1: $: the field 'contract_id' is missing"),
    (lines({**GOOD, "run": -1}), ":1: $.run: expected an integer of at least 0"),
    (lines({**GOOD, "run": True}), ":1: $.run: expected an integer of at least 0"),
    (lines({**GOOD, "output": 3}), ":1: $.output: expected text"),
    (lines(GOOD, GOOD), ":2: $.run: run 0 of experiment 'e1' is given twice, first on line 1"),
]


@pytest.mark.parametrize(("content", "message"), BAD)
def test_bad_outputs(tmp_path, contracts, monkeypatch, capsys, content: bytes, message: str):
    code, out, err = skyt(monkeypatch, capsys, "replay", outputs(tmp_path, content), "--contracts", contracts)
    assert (code, out) == (2, "")
    assert message in err
    assert "Traceback" not in err


def test_bad_files(tmp_path, contracts, monkeypatch, capsys):
    good = outputs(tmp_path, lines(GOOD))
    attempts = {
        "the file cannot be read: No such file or directory": [str(tmp_path / "none.jsonl"), "--contracts", contracts],
        "the file is named .gz but is not gzip": [outputs(tmp_path, b"x", "x.gz"), "--contracts", contracts],
        "the gzip file is damaged": [outputs(tmp_path, gzip.compress(lines(GOOD))[:-9], "y.gz"), "--contracts", contracts],
        "none.json: $: the file cannot be read": [good, "--contracts", str(tmp_path / "none.json")],
        "there is no metric 'R'": [good, "--contracts", contracts, "--metric", "R"],
        "there is no restriction set 'x'": [good, "--contracts", contracts, "--restrictions", "x"],
    }
    for message, arguments in attempts.items():
        code, out, err = skyt(monkeypatch, capsys, "replay", *arguments)
        assert (code, out) == (2, "")
        assert message in err


def test_experiments_with_two_contracts_are_refused(tmp_path, monkeypatch, capsys):
    path = tmp_path / "contracts.json"
    path.write_text(json.dumps({**CONTRACTS, "triple": CONTRACTS["double"]}), encoding="utf-8")
    content = lines(GOOD, {**GOOD, "run": 1, "contract_id": "triple"})
    code, _, err = skyt(monkeypatch, capsys, "replay", outputs(tmp_path, content), "--contracts", str(path))
    assert code == 2
    assert "experiment 'e1' has runs of two contracts, 'double' and 'triple'" in err


def test_contracts_check(tmp_path, contracts, monkeypatch, capsys):
    assert skyt(monkeypatch, capsys, "contracts", "check", contracts) == (0, "double 1.0.0: double, 1 oracle tests\n", "")
    (tmp_path / "bad.json").write_text('{"a": {"prompt": "x"}}', encoding="utf-8")
    code, _, err = skyt(monkeypatch, capsys, "contracts", "check", str(tmp_path / "bad.json"))
    assert code == 2
    assert "bad.json:1: $.a: 'oracle_test_cases' is missing" in err


def test_json_says_what_tells_behaviour_classes_apart_and_which_evidence_counts(tmp_path, contracts, monkeypatch, capsys):
    other = {"experiment": "e3", "contract_id": "double"}
    texts = [PLAIN, PLAIN.replace("n * 2", "n + n"), "def double(n):\n    return n + 3\n", "def twice(n):\n    return n * 2\n"]
    runs = [{**other, "run": index, "output": text} for index, text in enumerate(texts)]
    file = outputs(tmp_path, lines(*runs))
    code, out, _ = skyt(
        monkeypatch, capsys, "replay", file, "--contracts", contracts, "--format", "json", "--accept", "behavioural", "--anchor", "medoid"
    )
    assert code == 0
    (job,) = json.loads(out)["jobs"]
    assert (job["accepted_evidence"], job["anchor_strategy"], job["anchor_pass_rate"]) == ("behavioural", "medoid", 1.0)
    assert [item["run_indexes"] for item in job["behaviour_classes"]] == [[0, 1], [2], [3]]
    assert job["behaviour_classes"][1]["witnesses"] == [
        {"other_class": 0, "input": "double(2)", "source": "oracle", "here": "5", "there": "4"}
    ]
    assert [run["evidence"] for run in job["runs"]] == ["identical", "behavioural", None, "checked"]
    assert job["runs"][3]["assumptions"] == [
        "callers use only `double`, and pass all declared arguments by position",
        "of an exception only its type matters, not its message",
        "what the code prints does not matter, in functions that do more than print",
        "callers use the name `double`, not `twice`",
    ]
    assert job["runs"][0]["out_of_domain"] == {"policy": "allow", "passed": None, "checks": []}
