"""Loading contracts in both forms, and every fault with its place."""

import json
from pathlib import Path

import pytest
import yaml

from engine.contracts.loader import load_contracts
from engine.documents.document import MAX_DOCUMENT_BYTES
from engine.domain.contract import Operation, OracleTest, OutOfDomain, OutOfDomainPolicy
from engine.domain.errors import InvalidInput

OWN = """\
id: double
version: 1.2.0
title: Double a number
prompt: Write double(n).
function_name: double
domain: {inputs: [{name: n, type: int, constraint: n >= 0}]}
oracle_tests:
  - {arguments: [2], expected: 4}
  - {description: zero, arguments: [0], expected: 0}
required_pass_rate: 0.5
out_of_domain: {policy: must_return, return_value: 0, examples: [{n: -1}]}
rescue_bounds: {max_transformations: 3}
"""
STUDY = {
    "double": {
        "task_intent": "Double a number",
        "prompt": "short",
        "prompt_sent": "what was sent",
        "system_prompt": "system",
        "function_name": "double",
        "class_name": None,
        "constraints": {"requires_recursion": False, "variable_naming": {"fixed_variables": ["n"], "naming_policy": "strict"}},
        "oracle_test_cases": [{"input": 2, "expected": 4}, {"input": [3], "expected": 6, "description": "three"}],
        "required_pass_rate": 0.8,
        "out_of_domain": {"policy": "allow"},
        "further": "carried",
    },
    "Box": {
        "prompt": "p",
        "class_name": "Box",
        "oracle_test_cases": [{"operations": [{"op": "init", "args": [1]}, {"op": "get", "expected": None}]}],
    },
}


def write(tmp_path: Path, text: str, name: str = "contract.yaml") -> Path:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return path


def faults(path: Path) -> list[tuple[str, int | None, str]]:
    with pytest.raises(InvalidInput) as caught:
        load_contracts(path)
    assert all(fault.file == str(path) for fault in caught.value.faults)
    return [(fault.path, fault.line, fault.message) for fault in caught.value.faults]


def test_our_own_form(tmp_path: Path):
    (contract,) = load_contracts(write(tmp_path, OWN))
    assert (contract.id, contract.version, contract.entry_point, contract.required_pass_rate) == ("double", "1.2.0", "double", 0.5)
    assert contract.oracle_tests == (OracleTest("test 1", (2,), 4), OracleTest("zero", (0,), 0))
    assert contract.out_of_domain == OutOfDomain(OutOfDomainPolicy.MUST_RETURN, 0, None, ({"n": -1},))
    assert contract.rescue_bounds.max_transformations == 3


def test_json_and_yaml_say_the_same(tmp_path: Path):
    as_json = write(tmp_path, json.dumps(yaml.safe_load(OWN)), "contract.json")
    assert load_contracts(as_json) == load_contracts(write(tmp_path, OWN))


def test_the_form_of_the_study(tmp_path: Path):
    double, box = load_contracts(write(tmp_path, json.dumps(STUDY), "study.json"))
    assert (double.id, double.version, double.prompt, double.system_prompt) == ("double", "1.0.0", "what was sent", "system")
    assert double.oracle_tests == (OracleTest("test 1", (2,), 4), OracleTest("three", (3,), 6))
    assert (double.constraints.requires_recursion, double.constraints.fixed_variables) == (False, ("n",))
    assert (box.class_name, box.title, box.required_pass_rate) == ("Box", "Box", 1.0)
    assert box.oracle_tests[0].operations == (Operation("init", (1,)), Operation("get", (), None, True))


def test_all_faults_at_once_with_line_and_path(tmp_path: Path):
    text = (
        OWN.replace("version: 1.2.0", "version: one")
        .replace("arguments: [2], expected: 4", "arguments: 2")
        .replace("policy: must", "polisy: must")
    )
    found = faults(write(tmp_path, text))
    assert [(path, line) for path, line, _ in found] == [
        ("$.version", 2),
        ("$.oracle_tests[0].arguments", 8),
        ("$.out_of_domain", 11),
        ("$.out_of_domain.polisy", 11),
    ]
    assert found[1][2] == "2 stands where a list is needed"
    assert found[2][2] == "'policy' is missing"
    assert found[3][2].startswith("unknown key 'polisy' (did you mean 'policy'?); known are ")


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("title: ", "title: [a, b]  #", "a list stands where a text is needed"),
        ("title: ", "title:  #", "nothing stands where a text is needed"),
        ("title: ", "title: true  #", "True is not a text; put it in quotes"),
        ("title: ", "title: {a: 1}  #", "a mapping of keys to values stands where a text is needed"),
    ],
)
def test_a_value_of_the_wrong_kind_is_told_as_its_writer_would_name_it(tmp_path: Path, old: str, new: str, message: str):
    assert message in [said for path, _, said in faults(write(tmp_path, OWN.replace(old, new))) if path == "$.title"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a: [1", ("$", 1, "not valid YAML: a list in brackets is not closed")),
        ("a: {b", ("$", 1, "not valid YAML: a mapping in braces is not closed")),
        ("id: a\npara\nb: 1", ("$", 2, "not valid YAML: a ':' is missing after this key")),
        ("id: a\n para: 1", ("$", 2, "not valid YAML: this ':' fits nowhere; put the text in quotes, or mend the indentation")),
        ("- a\nb: 1", ("$", 2, "not valid YAML: the indentation does not fit the lines above")),
        (" a: 1\nb: 2", ("$", 2, "not valid YAML: the indentation does not fit the lines above")),
        ("a: 'x", ("$", 1, "not valid YAML: a quotation mark is not closed")),
        ("a:\n\t- 1", ("$", 2, "not valid YAML: a tab stands in the indentation; write spaces")),
        ("a: @x", ("$", 1, "not valid YAML: a text cannot begin with this character; put it in quotes")),
        ("a: *x", ("$", 1, "not valid YAML: found undefined alias 'x'")),
        ("id: a\nid: b", ("$.id", 2, "the key 'id' is given twice")),
        ("- 1", ("$", 1, "expected an object: one contract, or contract ids mapped to contracts")),
        ("id: .nan", ("$.id", 1, "'.nan' is not a JSON value")),
        (
            "id: !!python/object:os.system x",
            ("$.id", 1, "the tag 'tag:yaml.org,2002:python/object:os.system' is not read here; write a plain value"),
        ),
        ("   ", ("$", None, "the file is empty")),
        ("a: " + "[" * 70 + "]" * 70, ("$.a" + "[0]" * 60, 1, "the document has nested deeper than 60 levels")),
        (
            (
                "a: &a [1,1,1,1,1,1,1,1,1,1]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b,*b]\n"
                "d: &d [*c,*c,*c,*c,*c,*c,*c,*c,*c,*c]\ne: &e [*d,*d,*d,*d,*d,*d,*d,*d,*d,*d]\nf: [*e,*e,*e]"
            ),
            (None, None, "the document has more than 200000 values"),
        ),
    ],
)
def test_unusable_yaml(tmp_path: Path, text: str, expected: tuple[str | None, int | None, str | None]):
    ((path, line, message),) = faults(write(tmp_path, text))
    if expected[0] is not None:
        assert (path, line) == expected[:2]
    if expected[2] is not None:
        assert message == expected[2]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('{"a": 1,\n', ("$", 2, "not valid JSON: Expecting property name enclosed in double quotes")),
        ('{"a":\n {"b": 1, "b": 2}}', ("$.a.b", 2, "the key 'b' is given twice")),
        ('{"a": NaN}', ("$", None, "not valid JSON: NaN is not a JSON value")),
        ("[" * 100 + "]" * 100, ("$" + "[0]" * 61, 1, "the document has nested deeper than 60 levels")),
    ],
)
def test_unusable_json(tmp_path: Path, text: str, expected: tuple[str, int | None, str]):
    assert faults(write(tmp_path, text, "contract.json")) == [expected]


def test_unusable_files(tmp_path: Path):
    assert faults(tmp_path / "missing.yaml") == [("$", None, "the file cannot be read: No such file or directory")]
    assert faults(write(tmp_path, OWN, "contract.txt")) == [("$", None, "unknown kind of file '.txt'")]
    assert faults(write(tmp_path, " " * (MAX_DOCUMENT_BYTES + 1))) == [("$", None, f"the file is larger than {MAX_DOCUMENT_BYTES} bytes")]
    (tmp_path / "latin.yaml").write_bytes(b"id: a\ntitle: \xfc")
    assert faults(tmp_path / "latin.yaml") == [("$", 2, "the file is not UTF-8 text")]


def test_tests_of_the_wrong_unit(tmp_path: Path):
    assert faults(write(tmp_path, OWN.replace("function_name", "class_name"))) == [
        ("$.oracle_tests[0]", 8, "a test of a class needs 'operations'"),
        ("$.oracle_tests[1]", 9, "a test of a class needs 'operations'"),
    ]


def test_function_and_class_exclude_each_other(tmp_path: Path):
    assert faults(write(tmp_path, OWN + "class_name: Double\n")) == [("$", 1, "these keys exclude each other: function_name, class_name")]


def test_faults_of_the_study_form(tmp_path: Path):
    text = json.dumps({"a": {"prompt": "x"}, "b": {"prompt": "x", "function_name": "f", "oracle_test_cases": [{"input": 1}]}}, indent=1)
    assert faults(write(tmp_path, text, "study.json")) == [
        ("$.a", 2, "'oracle_test_cases' is missing"),
        ("$.a", 2, "one of 'function_name' or 'class_name' is needed"),
        ("$.b.oracle_test_cases[0]", 9, "'expected' is missing"),
    ]
