"""Restriction sets as their authors meet them: faults, conflicts, exceptions, plug-ins, custom detectors, hostile input."""

import json
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from uuid import uuid4

import pytest

from engine.adapters.filesystem.restrictions import FilesystemRestrictionRepository
from engine.adapters.sandbox.fork_server_sandbox import ForkServerSandbox
from engine.domain.contract import Kind
from engine.domain.errors import InvalidInput
from engine.domain.job import Scope
from engine.domain.restriction import BoundRule, Rule, Severity, Waiver
from engine.ports.tools import ToolOutput
from engine.restrictions import registry
from engine.restrictions.answer import Answer
from engine.restrictions.detector import ALL_KINDS, Detector
from engine.restrictions.evaluation import find_violations
from engine.restrictions.finding import whole_output
from engine.restrictions.loader import RestrictionLoader
from engine.restrictions.registry import detectors

HEAD = "id: mine\nversion: 1.0.0\ntitle: Mine\ndescription: Mine.\nkinds: [python]\nrules:\n"
RULE = '  - {id: "%s", name: a, description: b, severity: advisory, detector: %s, parameters: %s}\n'


def faults(text: str, file_name: str = "set.yaml") -> list[tuple[str, int | None, str]]:
    with pytest.raises(InvalidInput) as caught:
        RestrictionLoader.load_from_text(text, file_name)
    return [(fault.path, fault.line, fault.message) for fault in caught.value.faults]


def found(text: str, kind: Kind, detector: str, **parameters: object) -> list[tuple[int, str]]:
    rule = Rule("1", "n", "d", Severity.MANDATORY, detector=detector, parameters=parameters)
    with ForkServerSandbox() as sandbox:
        violations = find_violations(Answer(text, kind, sandbox=sandbox), [BoundRule("s", "1.0.0", rule)], detectors())
    return [(item.line, item.message) for item in violations]


def test_every_fault_is_named_at_once_with_path_and_line():
    text = HEAD + RULE % ("1", "pattern", "{pattern: '(?=a)'}") + RULE % ("2", "metric_limit", "{metric: size, max: 3}")
    text += RULE % ("3", "syntax_query", "{query: '(nothing) @a', message: m}") + RULE % ("4", "c_labels", "{check: unused}")
    text += RULE % ("5", "custom_python", "{code: 'def found(): pass'}") + RULE % ("6", "json_schema", "{}")
    assert faults(text) == [
        ("$.rules[0].parameters", 7, "not a pattern in RE2's syntax: invalid perl operator: (?="),
        (
            "$.rules[1].parameters.metric",
            8,
            "'size' is not one of ['function_lines', 'nesting', 'complexity', 'parameters', 'line_length', 'file_lines']",
        ),
        ("$.rules[2].parameters", 9, "not a tree-sitter query: Invalid node type at row 0, column 1: nothing"),
        ("$.rules[3].detector", 10, "the detector 'c_labels' decides c, not python"),
        ("$.rules[4].parameters", 11, "'code' must define find(output, options)"),
        ("$.rules[5].detector", 12, "the detector 'json_schema' decides json, not python"),
        ("$.rules[5].parameters", 12, "'schema' is missing"),
    ]


def test_versions_are_semantic_and_exceptions_have_a_date():
    rule = (
        '  - {id: "1", name: a, description: b, severity: advisory, detector: recursion, exceptions: [{reason: r, expires: 2026-02-30}]}\n'
    )
    assert faults(HEAD.replace("1.0.0", "1.0") + rule)[0][:2] == ("$.version", 2)
    assert faults(HEAD + rule) == [("$.rules[0].exceptions[0].expires", 7, "'2026-02-30' is not a date")]
    loaded = RestrictionLoader.load_from_text(HEAD.replace("1.0.0", "1.0.0-rc.1") + rule.replace("30", "28"))
    assert (loaded.version, loaded.rules[0].exceptions) == ("1.0.0-rc.1", (Waiver("r", "2026-02-28"),))


async def test_sets_are_loaded_by_id():
    loader = RestrictionLoader(FilesystemRestrictionRepository())
    assert (await loader.load_by_id(Scope(uuid4(), None), "misra_c")).kinds == (Kind.C,)


def rule(detector: str, **parameters: object) -> Rule:
    return Rule("1", "n", "d", Severity.REQUIRED, detector=detector, parameters=parameters)


def test_packages_add_detectors_and_broken_ones_are_left_out(monkeypatch: pytest.MonkeyPatch):
    good = Detector("theirs", ALL_KINDS, lambda answer, _: [whole_output(answer.text)])

    def broken() -> Detector:
        raise ImportError("gone")

    offered = [
        SimpleNamespace(name="theirs", load=lambda: good),
        SimpleNamespace(name="broken", load=broken),
        SimpleNamespace(name="recursion", load=lambda: replace(good, name="recursion")),
        SimpleNamespace(name="other", load=lambda: good),
    ]
    monkeypatch.setattr(registry, "entry_points", lambda group: offered if group == "skyt.detectors" else [])
    registry.detectors.cache_clear()
    try:
        known = registry.detectors()
        assert known["theirs"] is good
        assert "broken" not in known
        assert "other" not in known
        assert known["recursion"] is not good
    finally:
        registry.detectors.cache_clear()


CUSTOM = "def find(output, options):\n    return [{'message': options['word'], 'line': 2, 'suggestion': 's'}] if 'b' in output else []\n"


def test_custom_detectors_run_in_the_sandbox():
    assert found("a\nb", Kind.TEXT, "custom_python", code=CUSTOM, options={"word": "no b"}) == [(2, "no b")]
    assert found("a", Kind.TEXT, "custom_python", code=CUSTOM, options={"word": "no b"}) == []


@pytest.mark.parametrize(
    ("code", "reason"),
    [
        ("def find(a, b):\n    return 1 / 0\n", "raised"),
        ("def find(a, b):\n    while True: pass\n", "timeout"),
        ("def find(a, b):\n    return 5\n", "raised"),
        ("def find(a, b):\n    return [{'line': 1}]\n", "KeyError"),
    ],
)
def test_a_custom_detector_that_fails_leaves_its_rule_undecided_and_the_run_does_not_comply(code: str, reason: str):
    bound = BoundRule("s", "1.0.0", rule("custom_python", code=code))
    with ForkServerSandbox() as sandbox:
        (violation,) = find_violations(Answer("x", Kind.TEXT, sandbox=sandbox), [bound], detectors())
    assert violation.is_internal_error
    assert reason in violation.message
    assert (violation.is_undecided, violation.counts, violation.prevents_compliance) == (True, False, True)


class NoTools:
    def run(self, program: str, arguments: tuple[str, ...], file_name: str, text: str) -> ToolOutput | None:
        return None


def test_a_missing_program_is_named_and_foreign_includes_are_refused():
    for text, message in (
        ("int a;", "gcc is not installed; install the package gcc of your system"),
        ('#include "/etc/passwd"\n', 'only standard headers can be included here, not "/etc/passwd"'),
        ("%:\\\n include MACRO\n", "only standard headers can be included here, not MACRO"),
    ):
        bound = BoundRule("s", "1.0.0", rule("external_tool", tool="gcc"))
        (violation,) = find_violations(Answer(text, Kind.C, tools=NoTools()), [bound], detectors())
        assert violation.is_internal_error
        assert message in violation.message


def test_places_count_characters_even_after_other_letters():
    bound = BoundRule("s", "1.0.0", rule("dynamic_code"))
    (violation,) = find_violations(Answer("é = 'ü'; eval(é)", Kind.PYTHON), [bound], detectors())
    assert (violation.line, violation.column, violation.end_column) == (1, 9, 13)


@pytest.mark.parametrize(
    "text",
    [
        "id: a\nrules: &a [x, *a, *a]",
        "a: &a [1]\n" + "".join(f"b{n}: &b{n} [*{'a' if not n else f'b{n - 1}'}, *{'a' if not n else f'b{n - 1}'}]\n" for n in range(40)),
        "[" * 5000 + "]" * 5000,
        HEAD + "  - {id: a, name: b, description: c, severity: advisory, manual_reason: d}\n" * 10_000,
    ],
)
def test_hostile_documents_are_refused_with_a_message(text: str):
    assert len(faults(text)) >= 1
    assert len(faults(text)) <= 200


def test_deep_json_and_catastrophic_patterns_are_bounded():
    assert "deeper than" in found("[" * 900 + "]" * 900, Kind.JSON, "json_schema", schema=True)[0][1]
    assert "not one JSON document" in found("[" * 100_000, Kind.JSON, "json_schema", schema=True)[0][1]
    assert found("a" * 50_000 + "b", Kind.TEXT, "pattern", pattern="^(a+)+$") == []
    schema = {"type": "string", "pattern": "^(a|a)*$"}
    assert len(found(json.dumps("a" * 50_000 + "b"), Kind.JSON, "json_schema", schema=schema)) == 1
    assert found("x" * 1_000_001, Kind.TEXT, "pattern", pattern="y") == [
        (1, "cannot be decided: the output is longer than 1000000 characters")
    ]


@pytest.mark.parametrize(("kind", "start", "end"), [(Kind.PYTHON, "x = ", "1"), (Kind.C, "int x = ", "1;")])
def test_code_that_is_nested_too_deeply_breaks_the_rules_that_need_its_tree(kind: Kind, start: str, end: str):
    query = {"query": "(identifier) @name", "message": "m"}
    assert found(start + "1 + " * 1_900 + end, kind, "syntax_query", **query) == [(1, "m")]
    too_deep = "cannot be decided: the output is nested deeper than 2000 levels"
    assert found(start + "1 + " * 2_100 + end, kind, "syntax_query", **query) == [(1, too_deep)]


def test_messages_say_what_is_meant():
    head = HEAD.replace("id: mine", "id: Our Rules").replace("1.0.0", "1.0")
    rules = "  - {id: 7, name: a, description: b, severity: advisory, detektor: x}\n" + RULE % ("b", "patern", "{pattern: x}")
    known = "category, description, detector, examples, exceptions, id, kinds, manual_reason, name, parameters, rationale, references"
    assert faults(head + rules + "  - {id: c, name: a, description: b, severity: advisory, detector: recursion, manual_reason: c}\n") == [
        (
            "$.id",
            1,
            "'Our Rules' does not have the right form: A letter, then letters, digits, - and _, all lower case; such as our_rules.",
        ),
        ("$.version", 2, "1.0 is not a text; put it in quotes"),
        ("$.rules[0]", 7, "exactly one of 'detector' or 'manual_reason' is needed"),
        ("$.rules[0].detektor", 7, f"unknown key 'detektor' (did you mean 'detector'?); known are {known}, severity, suggestion"),
        ("$.rules[0].id", 7, "7 is not a text; put it in quotes"),
        ("$.rules[1].detector", 8, "there is no detector 'patern' (did you mean 'pattern'?)"),
        ("$.rules[2]", 9, "exactly one of 'detector' or 'manual_reason' is needed, not both"),
    ]
    assert faults(HEAD.replace("rules:", "rules: []")) == [("$.rules", 6, "at least one is needed")]


def test_a_mistyped_detector_is_answered_with_its_neighbour_and_an_unknown_one_with_all():
    assert [message for _, _, message in faults(HEAD + RULE % ("1", "python_cals", "{}") + RULE % ("2", "magic", "{}"))] == [
        "there is no detector 'python_cals' (did you mean 'python_calls'?)",
        f"there is no detector 'magic'; known are {', '.join(detectors())}",
    ]


def test_a_call_is_told_by_one_of_several_texts_and_by_a_keyword_that_gives_nothing():
    code = "import hashlib\nhashlib.new('md5')\nhashlib.new(name='SHA1')\nhashlib.new('sha256')\nhashlib.new(kind)\n"
    among = {"position": 0, "keyword": "name", "among": ["md5", "SHA1"]}
    assert [line for line, _ in found(code, Kind.PYTHON, "python_calls", calls=["hashlib.new"], when=among)] == [2, 3]
    code = "f()\nf(limit=None)\nf(limit=False)\nf(limit=0)\nf(limit=n)\nf(**options)\n"
    assert [line for line, _ in found(code, Kind.PYTHON, "python_calls", calls=["f"], without="limit")] == [1, 2, 3]


@pytest.mark.parametrize("address", ["10.1.2.3", "172.16.0.1", "172.31.255.255", "169.254.1.1", "203.0.113.7", "100.64.0.1", "300.1.1.1"])
def test_private_and_reserved_addresses_are_not_public(address: str):
    assert found(f"It is at {address} now.", Kind.TEXT, "personal_data", types=["ip_address"]) == []


@pytest.mark.parametrize("address", ["8.8.8.8", "172.32.0.1"])
def test_public_addresses_are_personal_data(address: str):
    text = f"It is at {address} now."
    assert found(text, Kind.TEXT, "personal_data", types=["ip_address"]) == [(1, "the text holds a public network address")]


def test_a_secret_behind_a_star_is_found():
    assert found("def f(*, host='h', token='abc123'): ...", Kind.PYTHON, "hardcoded_secrets") == [(1, "'token' is written into the code")]


def test_a_schema_never_leaves_its_document():
    (message,) = found("{}", Kind.JSON, "json_schema", schema={"$ref": "http://127.0.0.1:9/x.json"})
    assert "internal error" in message[1]


def test_queries_use_safe_predicates():
    query = '((identifier) @a (#match? @a "^(x+)+$"))'
    assert found("int " + "x" * 30_000 + "y;", Kind.C, "syntax_query", query=query, message="m") == []
    assert faults(HEAD + RULE % ("1", "syntax_query", "{query: '((identifier) @a (#exec? @a))', message: m}"))[0][2].startswith(
        "unknown predicate '#exec?'"
    )


def test_shipped_schema_is_published_as_json():
    schema = Path("engine/restrictions/restriction-set.schema.json")
    assert json.loads(schema.read_text(encoding="utf-8"))["properties"]["source"] == {
        "enum": ["user", "preset"],
        "description": "Who wrote the set; presets are shipped with Skyt.",
    }


def test_faults_of_form_do_not_hide_the_faults_of_rules() -> None:
    text = """id: mine
version: 1
title: t
description: d
kinds: [python, cobol]
rules:
  - {id: a, name: n, description: d, severity: critical, detector: magic}
  - 7
  - {id: a, name: n, description: d, severity: advisory, detector: pattern, parameters: {pattern: "(a"}, exceptions: 3}
"""
    with pytest.raises(InvalidInput) as caught:
        RestrictionLoader.load_from_text(text)
    assert [(fault.path, fault.line) for fault in caught.value.faults] == [
        ("$.version", 2),
        ("$.kinds[1]", 5),
        ("$.rules[0].detector", 7),
        ("$.rules[0].severity", 7),
        ("$.rules[1]", 8),
        ("$.rules[1]", 8),
        ("$.rules[2].exceptions", 9),
        ("$.rules[2].id", 9),
        ("$.rules[2].parameters", 9),
    ]
