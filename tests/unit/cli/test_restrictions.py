"""`skyt restrictions`, and broken rules as SARIF and CSV."""

import csv
import io
import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml
from typer.testing import CliRunner

from cli.errors import ExamplesFailed
from cli.main import app
from engine.domain.errors import InvalidInput

SARIF = Path(__file__).parents[2] / "fixtures" / "sarif-2.1.0.schema.json"
SET = """\
id: mine
version: 1.0.0
title: Mine
description: Mine.
rules:
  - id: no-eval
    name: No eval
    description: No eval.
    severity: mandatory
    detector: dynamic_code
    rationale: Text that runs is code.
    suggestion: Use a parser.
    references: [CWE-95, PEP 8]
    exceptions: [{reason: reviewed, expires: 9999-12-31, excerpt: eval(0)}]
    examples: {good: ["x = 1"], bad: ["eval(x)"]}
  - {id: broken, name: b, description: b, severity: advisory, detector: custom_python,
     parameters: {code: "def find(a, b):\\n    return 1 / 0"}}
"""
CONTRACT = {"twice": {"prompt": "Write twice(n).", "function_name": "twice", "oracle_test_cases": [{"input": 2, "expected": 4}]}}


@pytest.fixture
def runner(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> CliRunner:
    monkeypatch.chdir(tmp_path)
    Path("set.yaml").write_text(SET, encoding="utf-8")
    return CliRunner()


def test_check_says_what_a_set_holds(runner: CliRunner) -> None:
    result = runner.invoke(app, ["restrictions", "check", "set.yaml"])
    assert result.output == "mine 1.0.0 (user): for python; 2 rules, 2 decided by detectors, 1 exception\n"


def test_check_refuses_a_faulty_set(runner: CliRunner) -> None:
    Path("set.yaml").write_text(SET.replace("dynamic_code", "magic"), encoding="utf-8")
    result = runner.invoke(app, ["restrictions", "check", "set.yaml"])
    assert isinstance(result.exception, InvalidInput)
    assert "set.yaml:10: $.rules[0].detector: there is no detector 'magic'" in str(result.exception)


def test_the_published_schema_is_printed(runner: CliRunner) -> None:
    schema = json.loads(runner.invoke(app, ["restrictions", "schema"]).stdout)
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.Draft202012Validator(schema).validate(yaml.load(SET, yaml.BaseLoader))


def test_test_runs_the_examples(runner: CliRunner) -> None:
    result = runner.invoke(app, ["restrictions", "test", "set.yaml"])
    assert (result.exit_code, result.output) == (
        0,
        "without a good and a bad example: broken\nmine 1.0.0: 2 of 2 examples as they should be\n",
    )
    Path("set.yaml").write_text(SET.replace('"eval(x)"', '"evaluate(x)", "eval(x)"'), encoding="utf-8")
    result = runner.invoke(app, ["restrictions", "test", "set.yaml"])
    assert isinstance(result.exception, ExamplesFailed)
    assert "rule no-eval, bad example 1: no violation was found\n" in result.output


def test_list_and_show(runner: CliRunner) -> None:
    listed = runner.invoke(app, ["restrictions", "list"]).output
    assert "misra_c 1.2.0 (preset): for c; 70 rules, 67 decided by detectors\n" in listed
    shown = runner.invoke(app, ["restrictions", "show", "nasa_power_of_ten_c"]).output
    assert "c_bounded_loops" in shown
    assert "One rule at length: --rule 1; all of them: --format text" in shown


def test_a_rule_is_shown_at_length(runner: CliRunner) -> None:
    shown = runner.invoke(app, ["restrictions", "show", "misra_c", "--rule", "7.1"]).output
    assert [line.rstrip() for line in shown.splitlines()] == [
        "7.1 No octal constants",
        "misra_c 1.2.0; required; literals",
        "",
        "Decides     No integer constant but 0 itself begins with 0 and goes on with",
        "            octal digits. Octal escapes in texts are not looked at.",
        "Why         010 is eight: a constant that was padded for the looks of a table",
        "            has another value.",
        "Instead     Write it in decimal or hexadecimal.",
        "References  MISRA C:2012 Rule 7.1",
        "            CERT DCL18-C",
        "Decided by  syntax_query",
        'Parameters  query: ((number_literal) @n (#match? @n "^0[0-7]+[uUlL]*$"))',
        "            message: '''{text}'' is octal'",
        "",
    ]
    whole = runner.invoke(app, ["restrictions", "show", "set.yaml", "--format", "text"]).output
    assert "waived until 9999-12-31 where it says 'eval(0)': reviewed" in whole
    assert [line for line in whole.splitlines() if line.startswith(("no-eval", "broken"))] == ["no-eval No eval", "broken b"]
    alone = runner.invoke(app, ["restrictions", "show", "set.yaml", "--rule", "broken", "--format", "yaml"]).output
    assert [rule["id"] for rule in yaml.load(alone, yaml.BaseLoader)["rules"]] == ["broken"]
    unknown = runner.invoke(app, ["restrictions", "show", "set.yaml", "--rule", "7"])
    assert str(unknown.exception) == "there is no rule '7'; 'mine' has no-eval, broken"


def test_a_set_is_shown_whole_to_be_copied(runner: CliRunner) -> None:
    shown = runner.invoke(app, ["restrictions", "show", "set.yaml", "--format", "yaml"]).output
    assert yaml.load(shown, yaml.BaseLoader)["rules"][1]["parameters"] == {"code": "def find(a, b):\n    return 1 / 0"}
    Path("copy.json").write_text(runner.invoke(app, ["restrictions", "show", "set.yaml", "--format", "json"]).output, encoding="utf-8")
    assert runner.invoke(app, ["restrictions", "show", "copy.json", "--format", "yaml"]).output == shown


def test_shipped_sets_are_checked_and_tested_by_id(runner: CliRunner) -> None:
    checked = runner.invoke(app, ["restrictions", "check", "nasa_power_of_ten"]).output
    assert checked == "nasa_power_of_ten 1.2.0 (preset): for python; 10 rules, 8 decided by detectors\n"
    tested = runner.invoke(app, ["restrictions", "test", "nasa_power_of_ten"]).output.splitlines()
    assert tested[-1] == "nasa_power_of_ten 1.2.0: 80 of 80 examples as they should be"
    unknown = runner.invoke(app, ["restrictions", "check", "nasa"])
    assert str(unknown.exception).startswith("there is no restriction set 'nasa'; name a file, or one of clean_python, ")


def replayed(runner: CliRunner, form: str, outputs: list[str], *options: str) -> str:
    Path("contracts.json").write_text(json.dumps(CONTRACT), encoding="utf-8")
    lines = [json.dumps({"experiment": "e 1", "contract_id": "twice", "run": run, "output": text}) for run, text in enumerate(outputs)]
    Path("outputs.jsonl").write_text("\n".join(lines), encoding="utf-8")
    arguments = ["replay", "outputs.jsonl", "--contracts", "contracts.json", "--restrictions", "set.yaml", "--format", form, *options]
    result = runner.invoke(app, arguments)
    assert result.exit_code == 0, result.output
    return result.stdout


OUTPUTS = [
    "def twice(n):\n    return 2 * n\n",
    "def twice(n):\n    return eval('2 * n')\n",
    "def twice(n):\n    eval(0)\n    return 2 * n\n",
]


def test_sarif_fits_its_schema_and_suppresses_what_is_waived(runner: CliRunner) -> None:
    document: dict[str, Any] = json.loads(replayed(runner, "sarif", OUTPUTS))
    jsonschema.Draft4Validator(json.loads(SARIF.read_text(encoding="utf-8"))).validate(document)
    (run,) = document["runs"]
    told = [item["help"]["text"] for item in run["tool"]["driver"]["rules"]]
    assert told == ["Text that runs is code.\nUse a parser.\nReferences: CWE-95; PEP 8", "b"]
    found = [(item["ruleId"], item["locations"][0]["physicalLocation"], "suppressions" in item) for item in run["results"]]
    place = {"startLine": 2, "startColumn": 12, "endLine": 2, "endColumn": 16, "snippet": {"text": "return eval('2 * n')"}}
    assert ("mine/no-eval", {"artifactLocation": {"uri": "outputs/e_1/run-1.py"}, "region": place}, False) in found
    assert [suppressed for rule, _, suppressed in found if rule == "mine/no-eval"] == [False, True]
    assert {(item.get("kind"), item["level"]) for item in run["results"] if item["ruleId"] == "mine/broken"} == {("open", "none")}
    assert run["invocations"][0]["executionSuccessful"] is False
    assert len(run["invocations"][0]["toolExecutionNotifications"]) == 3


def test_violations_as_rows(runner: CliRunner) -> None:
    rows = list(csv.DictReader(io.StringIO(replayed(runner, "violations", OUTPUTS))))
    assert [(row["run"], row["waiver"], row["suggestion"]) for row in rows if row["rule_id"] == "no-eval"] == [
        ("1", "", "Use a parser."),
        ("2", "reviewed", "Use a parser."),
    ]


def test_the_report_has_the_matrix_of_rules_and_runs(runner: CliRunner) -> None:
    (job,) = json.loads(replayed(runner, "json", OUTPUTS))["jobs"]
    rule, broken = job["rules"]
    assert (rule["breaking_runs"], rule["waived"], rule["anchor_violations"], rule["violations"]) == ([1], 1, 0, 1)
    assert (rule["pass_rate"]["numerator"], rule["flip_rate"]["numerator"]) == (2, 2)
    assert rule["canonical_forms"][0]["breaking"] == 1
    assert broken["undecided_runs"] == [0, 1, 2]
    assert job["metrics"]["restriction_compliance"]["numerator"] == 0


ANCHOR_BREAKS = [OUTPUTS[1], OUTPUTS[0], OUTPUTS[2]]


def test_the_report_says_where_the_anchor_breaks_a_rule(runner: CliRunner) -> None:
    (job,) = json.loads(replayed(runner, "json", ANCHOR_BREAKS))["jobs"]
    (place,) = job["rules"][0]["anchor_places"]
    assert (job["anchor_run"], job["rules"][0]["anchor_violations"]) == (0, 1)
    assert (place["line"], place["column"], place["excerpt"], place["waiver"]) == (2, 11, "return eval('2 * n')", None)


def test_a_rule_with_waived_places_only_counts_as_kept(runner: CliRunner) -> None:
    waived = "def twice(n):\n    return 2 * n + eval(0)"
    Path("set.yaml").write_text(SET.partition("  - {id: broken")[0], encoding="utf-8")
    assert "\n1 of 1 decided rules are kept by every run\n" in replayed(runner, "table", [waived, waived])


def test_the_table_tells_how_reliably_each_rule_was_kept(runner: CliRunner) -> None:
    table = replayed(runner, "table", ANCHOR_BREAKS).partition("Rules: ")[2].splitlines()
    assert table[2:] == [
        "e 1",
        "     kept by           95 %   flip  rule",
        "      2 of 3   0.21 to 0.94   0.67  mine/no-eval No eval (mandatory, waived places: 1)",
        f"{'':36}the anchor, line 2: 'eval' makes or changes code or names at run time",
        "0 of 1 decided rules are kept by every run",
        "mine/broken b: none of the answers could be held against the rule",
        "",
    ]


def test_cells_of_violations_begin_no_formula(runner: CliRunner) -> None:
    outputs = [OUTPUTS[0], "def twice(n):\n    return (n\n+ eval('n'))\n"]
    rows = list(csv.DictReader(io.StringIO(replayed(runner, "violations", outputs))))
    assert [row["excerpt"] for row in rows if row["rule_id"] == "no-eval"] == ["'+ eval('n'))"]


def test_exceptions_are_judged_on_a_named_day_that_the_report_names(runner: CliRunner) -> None:
    Path("set.yaml").write_text(SET.replace("9999", "2030"), encoding="utf-8")
    waived = {}
    for day in ("2030-12-31", "2031-01-01"):
        first = replayed(runner, "json", OUTPUTS, "--as-of", day)
        assert first == replayed(runner, "json", OUTPUTS, "--as-of", day)
        (job,) = json.loads(first)["jobs"]
        assert job["judged_on"] == day
        waived[day] = (job["rules"][0]["waived_runs"], job["rules"][0]["breaking_runs"])
    assert waived == {"2030-12-31": ([2], [1]), "2031-01-01": ([], [1, 2])}
