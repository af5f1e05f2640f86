"""The oracle for JSON answers: the contract's schema, and the values expected at places in the answer."""

from typing import Any

from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError
from referencing import Registry
from referencing.exceptions import Unresolvable

from engine.domain.contract import Contract, OracleTest
from engine.domain.json_value import Json, canonical_json
from engine.domain.run import OracleVerdict, TestVerdict

ISOLATION = "not run"
MAX_READABLE = 400
SCHEMA = "the schema"
_ABSENT = object()


def judge_json(contract: Contract, value: Json, problem: str | None) -> OracleVerdict:
    """One verdict on the schema, where the contract has one, and one a declared expectation; without JSON every one fails.

    Passes when the share of passed verdicts is at least the contract's required pass rate; a contract without any only asks for JSON.
    """
    verdicts = (*_schema_verdicts(contract, value, problem), *(_verdict(test, value, problem) for test in contract.oracle_tests))
    passed = sum(verdict.passed for verdict in verdicts)
    return OracleVerdict(problem is None and passed >= contract.required_pass_rate * len(verdicts), verdicts, ISOLATION, problem)


def _schema_verdicts(contract: Contract, value: Json, problem: str | None) -> tuple[TestVerdict, ...]:
    if contract.schema is None:
        return ()
    found = problem or _schema_fault(contract.schema, value)
    return (TestVerdict(SCHEMA, found is None, _outcome(problem), "valid by the schema", found or "valid by the schema"),)


def _schema_fault(schema: Any, value: Json) -> str | None:  # noqa: ANN401 - jsonschema's own type for a schema
    """The first fault by place; the registry is empty, so that no reference is ever fetched."""
    try:
        errors = sorted(Draft202012Validator(schema, registry=Registry()).iter_errors(value), key=_place)
    except Unresolvable as error:
        return f"a reference of the schema cannot be resolved: {error}"
    except RecursionError:
        return "nested too deeply to be validated"
    return f"{errors[0].json_path}: {errors[0].message[:MAX_READABLE]}" if errors else None


def _place(error: ValidationError) -> tuple[str, str]:
    return error.json_path, error.message


def _verdict(test: OracleTest, value: Json, problem: str | None) -> TestVerdict:
    expected = _readable(test.expected)
    found = _ABSENT if problem is not None else _at(value, str(test.arguments[0]))
    if found is _ABSENT:
        return TestVerdict(test.description, False, _outcome(problem), expected, problem or "there is no such place")
    observed: Any = found
    return TestVerdict(test.description, _same(test.expected, observed), "returned", expected, _readable(observed))


def _outcome(problem: str | None) -> str:
    return "returned" if problem is None else "invalid"


def _at(value: Any, pointer: str) -> object:  # noqa: ANN401 - walks any JSON value
    """What stands at a JSON Pointer (RFC 6901), or `_ABSENT`."""
    for part in pointer.split("/")[1:]:
        key = part.replace("~1", "/").replace("~0", "~")
        if isinstance(value, dict) and key in value:
            value = value[key]
        elif isinstance(value, list) and key.isdecimal() and int(key) < len(value):
            value = value[int(key)]
        else:
            return _ABSENT
    return value


def _same(expected: Json, observed: Json) -> bool:
    """Equal as JSON: 1 and 1.0 are one number, but true is no number."""
    if isinstance(expected, bool) or isinstance(observed, bool):
        return expected is observed
    if isinstance(expected, list) and isinstance(observed, list):
        return len(expected) == len(observed) and all(map(_same, expected, observed))
    if isinstance(expected, dict) and isinstance(observed, dict):
        return expected.keys() == observed.keys() and all(_same(part, observed[key]) for key, part in expected.items())
    return expected == observed


def _readable(value: Json) -> str:
    text = canonical_json(value).decode("utf-8", "replace")
    return text if len(text) <= MAX_READABLE else text[: MAX_READABLE - 1] + "…"
