"""The canonical form of a JSON answer: the JSON Canonicalization Scheme (RFC 8785)."""

import json
from dataclasses import dataclass
from typing import Any

import rfc8785

from engine.canonicalization.fenced_text import fenced_answer
from engine.canonicalization.parsing import MAX_CHARACTERS
from engine.canonicalization.rewrite import CanonicalForm
from engine.canonicalization.steps import diff
from engine.canonicalization.trail import FENCE_STEP
from engine.domain.json_value import Json
from engine.domain.run import RescueStep

STEP = "rfc8785"
MAX_SAFE_INTEGER = 2**53 - 1
MAX_DOUBLE_BITS = 1_023
TOO_DEEP = "nested too deeply to be analysed"
_LABELS = {"json", "jsonc", "json5", "javascript", "js"}


@dataclass(frozen=True, slots=True)
class JsonAnswer:
    """The JSON text in an answer and its value, or why it has none."""

    source: str
    value: Json = None
    problem: str | None = None


def read_json_answer(raw_output: str) -> JsonAnswer:
    """Read the JSON text (RFC 8259) in an answer, in a fence or not; never raises.

    Refused are duplicate keys, NaN and infinities, numbers too large for a double, and what is longer than 250,000 characters.
    """
    if len(raw_output) > MAX_CHARACTERS:
        return JsonAnswer(raw_output, problem=f"the output is longer than {MAX_CHARACTERS} characters")
    source = fenced_answer(raw_output, _LABELS).removeprefix("\ufeff")
    try:
        value: Json = json.loads(source, object_pairs_hook=_object, parse_constant=_refuse, parse_float=_number, parse_int=_integer)
    except json.JSONDecodeError as error:
        return JsonAnswer(source, problem=f"not JSON: {error.msg} (line {error.lineno})")
    except ValueError as error:
        return JsonAnswer(source, problem=f"not JSON: {error}")
    except RecursionError:
        return JsonAnswer(source, problem=TOO_DEEP)
    return JsonAnswer(source, value)


def canonical_json_form(raw_output: str, answer: JsonAnswer) -> CanonicalForm:
    """The canonical form of a read answer; never raises.

    There is none for integers that a double cannot hold and for lone surrogates, which the scheme does not have (I-JSON, RFC 7493).
    """
    if answer.problem is not None:
        return CanonicalForm(answer.source, None, problem=answer.problem)
    try:
        value: Any = answer.value
        output = rfc8785.dumps(value).decode()
        is_faithful = read_json_answer(output).value == answer.value
    except (rfc8785.CanonicalizationError, UnicodeError) as error:
        return CanonicalForm(answer.source, None, problem=f"has no canonical form by RFC 8785: {error}")
    except RecursionError:
        return CanonicalForm(answer.source, None, problem=TOO_DEEP)
    if not is_faithful:
        return CanonicalForm(answer.source, None, problem="a defect of Skyt: the canonical form has another value")
    return CanonicalForm(answer.source, output, lambda: _steps(raw_output, answer.source, output))


def _steps(raw_output: str, source: str, output: str) -> tuple[RescueStep, ...]:
    texts = [(FENCE_STEP, raw_output, source), (STEP, source, output)]
    return tuple(RescueStep(name, diff(before, after)) for name, before, after in texts if before != after)


def _object(pairs: list[tuple[str, Json]]) -> Json:
    value = dict(pairs)
    if len(value) < len(pairs):
        keys = [key for key, _ in pairs]
        twice = next(key for key in keys if keys.count(key) > 1)
        message = f"the key '{twice}' is given twice"
        raise ValueError(message)
    return value


def _refuse(constant: str) -> Json:
    message = f"{constant} is not a JSON value"
    raise ValueError(message)


def _number(text: str) -> float:
    value = float(text)
    if value - value != 0:
        message = f"the number {text[:40]} is too large"
        raise ValueError(message)
    return value


def _integer(text: str) -> int | float:
    """An integer; beyond 2^53 the double that the scheme writes with the same digits, where there is one, else what has no form."""
    value = int(text)
    if abs(value) <= MAX_SAFE_INTEGER or value.bit_length() > MAX_DOUBLE_BITS:
        return value
    double = float(value)
    return double if rfc8785.dumps(double) == text.encode() else value
