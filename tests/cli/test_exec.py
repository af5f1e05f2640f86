"""`skyt exec`: candidates in, trials out."""

import json
import subprocess
import sys
from typing import Any

import pytest

COMMAND = (sys.executable, "-c", "from cli.main import main; main()", "exec")
DOUBLE = {"name": "double", "code": "def f(n): return n * 2", "function": "f", "args": [[1], ["a"]], "expected": [2, "aa"]}


def run(*lines: object, options: tuple[str, ...] = (), environment: dict[str, str] | None = None) -> tuple[int, list[dict[str, Any]], str]:
    text = "\n".join(line if isinstance(line, str) else json.dumps(line) for line in lines)
    result = subprocess.run((*COMMAND, *options), input=text, capture_output=True, text=True, timeout=120, check=False, env=environment)
    return result.returncode, [json.loads(line) for line in result.stdout.splitlines()], result.stderr


def without_time(document: dict[str, Any]) -> dict[str, Any]:
    assert document["wall_ms"] > 0
    return {key: value for key, value in document.items() if key not in {"wall_ms", "isolation"}}


def test_tells_outcome_observations_and_verdict_in_order() -> None:
    wrong = {**DOUBLE, "name": "wrong", "code": "def f(n): return n"}
    unknown = {"name": "unknown", "code": "def f(n): raise ValueError('no')", "function": "f", "args": [[1]]}
    code, results, errors = run(DOUBLE, wrong, unknown)
    assert (code, errors) == (0, "")
    assert [without_time(result) for result in results] == [
        {
            "name": "double",
            "outcome": "returned",
            "observations": [
                {"outcome": "returned", "value": '["int","0x2"]', "arguments_after": '["list",["int","0x1"]]'},
                {"outcome": "returned", "value": '"aa"', "arguments_after": '["list","a"]'},
            ],
            "verdict": "pass",
        },
        {
            "name": "wrong",
            "outcome": "returned",
            "observations": [
                {"outcome": "returned", "value": '["int","0x1"]', "arguments_after": '["list",["int","0x1"]]'},
                {"outcome": "returned", "value": '"a"', "arguments_after": '["list","a"]'},
            ],
            "verdict": "fail",
        },
        {
            "name": "unknown",
            "outcome": "raised",
            "observations": [{"outcome": "raised", "value": "ValueError", "arguments_after": '["list",["int","0x1"]]', "message": "no"}],
            "verdict": None,
        },
    ]


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("nonsense", "standard input:1: $: this is no JSON: Expecting value: line 1 column 1 (char 0)"),
        ("[1]", "standard input:1: $: a candidate is a JSON object"),
        ("[" * 100_000, "standard input:1: $: the JSON is nested too deeply"),
        ('{"args": [NaN]}', "standard input:1: $: this is no JSON: NaN is not a JSON value"),
        ({**DOUBLE, "code": 1}, "standard input:1: $.code: must be the candidate's source text"),
        ({**DOUBLE, "class": "C"}, "standard input:1: $: name either the function or the class to call"),
        ({**DOUBLE, "args": [1]}, "standard input:1: $.args: must be a list with a list of positional arguments for each call"),
        ({**DOUBLE, "expected": [1]}, "standard input:1: $.expected: must be a list of 2 values, one for each of args"),
        ({"code": "", "class": "C", "args": [["init"], [1]]}, None),
    ],
)
def test_a_line_that_is_no_candidate_is_invalid_and_the_next_is_still_tried(line: object, message: str | None) -> None:
    code, results, errors = run(line, DOUBLE)
    assert (code, errors) == (2, "")
    assert [(result["outcome"], result["verdict"]) for result in results] == [("invalid", None), ("returned", "pass")]
    assert message is None or results[0]["problem_with_line"] == message


def test_limits_are_taken_from_the_options() -> None:
    sleeper = {"name": "sleeper", "code": "import time\ndef f(): time.sleep(60)", "function": "f", "args": [[]]}
    eater = {"name": "eater", "code": "def f(): return len(bytearray(10 ** 8))", "function": "f", "args": [[]]}
    code, results, _ = run(sleeper, eater, options=("--wall", "0.7", "--memory", "50"))
    assert (code, [result["outcome"] for result in results]) == (0, ["timeout", "memory"])
    assert results[0]["wall_ms"] >= 700


@pytest.mark.parametrize("options", [("--wall", "0"), ("--wall", "soon"), ("--memory", "0"), ("--memory", "-1")])
def test_limits_without_sense_are_refused(options: tuple[str, ...]) -> None:
    code, results, errors = run(DOUBLE, options=options)
    assert (code, results) == (2, [])
    assert options[0] in errors
    assert "Traceback" not in errors


def test_nothing_in_gives_nothing_out() -> None:
    assert run() == (0, [], "")
