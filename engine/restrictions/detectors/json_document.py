"""What every JSON output should keep, whatever its schema (RFC 8259, and I-JSON: RFC 7493)."""

from collections.abc import Callable, Iterator

from engine.documents.document import Place, json_path
from engine.domain.contract import Kind
from engine.domain.json_value import Json, JsonObject
from engine.restrictions.answer import Answer
from engine.restrictions.detector import Detector
from engine.restrictions.finding import Finding, Undecidable, whole_output
from engine.restrictions.json_places import json_document as read
from engine.restrictions.json_places import line_of, places
from engine.restrictions.parameters import number, text, texts
from engine.restrictions.patterns import compile_pattern

MAX_EXACT = 2**53 - 1
_BOOLEAN_WORDS = {"true", "false", "yes", "no", "null", "none"}


def json_document(answer: Answer, parameters: JsonObject) -> Iterator[Finding]:
    """Each place where a JSON output breaks one `check`.

    Checks: `one_document` (nothing around it), `top_level` (of `types`), `duplicate_keys`, `finite_numbers`, `exact_numbers` (integers
    beyond 2^53), `depth` (above `max`), `size` (characters above `max`), `key_pattern` (keys that do not match `pattern`), `nulls`,
    `empty_texts`, `placeholder_texts` (of `values`), `boolean_texts`, `numeric_texts`, `mixed_arrays`, `array_length` (above `max`).
    """
    check = text(parameters, "check")
    if check in _WHOLE:
        yield from _WHOLE[check](answer, parameters)
        return
    for place, value in places(answer.json):
        for where, message in _VALUES[check](place, value, parameters):
            line = line_of(answer, where)
            yield Finding(f"{json_path(where)}: {message}", line, 0, line, 0)


def _one_document(answer: Answer, _: JsonObject) -> Iterator[Finding]:
    try:
        _ = {"found": answer.json}
    except Undecidable as problem:
        yield whole_output(str(problem), "Answer with the JSON document alone, without a fence or words around it.")


def _top_level(answer: Answer, parameters: JsonObject) -> Iterator[Finding]:
    found = _type(answer.json)
    if found not in texts(parameters, "types"):
        yield whole_output(f"the document is {found}, not {' or '.join(texts(parameters, 'types'))}")


def _duplicate_keys(answer: Answer, _: JsonObject) -> Iterator[Finding]:
    _ = {"parsed": answer.json}
    for fault in read(answer)[1]:
        yield Finding(f"{fault.path}: {fault.message}", fault.line or 1, 0, fault.line or 1, 0)


def _finite_numbers(answer: Answer, _: JsonObject) -> Iterator[Finding]:
    for match in compile_pattern(r'"(?:[^"\\]|\\.)*"|-?\b(?:NaN|Infinity)\b').finditer(answer.text):
        if not match.group().startswith('"'):
            yield answer.span(match.span(), f"{match.group()} is not JSON", "Use null, or leave the value out.")


def _size(answer: Answer, parameters: JsonObject) -> Iterator[Finding]:
    limit = number(parameters, "max", 0)
    if len(answer.text) > limit:
        yield whole_output(f"the document has {len(answer.text)} characters, more than {limit:g}")


Said = Iterator[tuple[Place, str]]


def _exact_numbers(place: Place, value: Json, _: JsonObject) -> Said:
    if isinstance(value, int) and not isinstance(value, bool) and abs(value) > MAX_EXACT:
        yield place, "not every reader keeps an integer beyond 2^53 exactly; give it as text"


def _depth(place: Place, value: Json, parameters: JsonObject) -> Said:
    if isinstance(value, dict | list) and len(place) + 1 == number(parameters, "max", 0) + 1:
        yield place, f"nested deeper than {number(parameters, 'max', 0):g} levels"


def _key_pattern(place: Place, value: Json, parameters: JsonObject) -> Said:
    pattern = compile_pattern(text(parameters, "pattern"))
    if isinstance(value, dict):
        yield from (((*place, key), f"the key '{key[:80]}' is not spelled as agreed") for key in value if not pattern.search(key))


def _nulls(place: Place, value: Json, _: JsonObject) -> Said:
    if value is None:
        yield place, "null says nothing; leave the key out"


def _empty_texts(place: Place, value: Json, _: JsonObject) -> Said:
    if isinstance(value, str) and not value.strip():
        yield place, "an empty text says nothing; leave the key out"


def _placeholder_texts(place: Place, value: Json, parameters: JsonObject) -> Said:
    if isinstance(value, str) and value.strip().casefold() in {item.casefold() for item in texts(parameters, "values")}:
        yield place, f"'{value.strip()[:80]}' stands in for a value"


def _boolean_texts(place: Place, value: Json, _: JsonObject) -> Said:
    if isinstance(value, str) and value.strip().lower() in _BOOLEAN_WORDS:
        yield place, f"'{value}' is text; write true, false or null without quotation marks"


def _numeric_texts(place: Place, value: Json, _: JsonObject) -> Said:
    if isinstance(value, str) and compile_pattern(r"^-?(0|[1-9]\d{0,14})(\.\d{1,15})?$").search(value):
        yield place, f"'{value}' is a number in quotation marks"


def _mixed_arrays(place: Place, value: Json, _: JsonObject) -> Said:
    kinds = {_type(item) for item in value} if isinstance(value, list) else set()
    if len(kinds) > 1:
        yield place, f"the array mixes {', '.join(sorted(kinds))}"


def _array_length(place: Place, value: Json, parameters: JsonObject) -> Said:
    if isinstance(value, list) and len(value) > number(parameters, "max", 0):
        yield place, f"the array has {len(value)} items, more than {number(parameters, 'max', 0):g}"


def _type(value: Json) -> str:
    if value is None or isinstance(value, bool):
        return "null" if value is None else "boolean"
    names: dict[type, str] = {dict: "object", list: "array", str: "text", int: "number", float: "number"}
    return names[type(value)]


_WHOLE: dict[str, Callable[[Answer, JsonObject], Iterator[Finding]]] = {
    "one_document": _one_document,
    "top_level": _top_level,
    "duplicate_keys": _duplicate_keys,
    "finite_numbers": _finite_numbers,
    "size": _size,
}
_VALUES: dict[str, Callable[[Place, Json, JsonObject], Said]] = {
    "exact_numbers": _exact_numbers,
    "depth": _depth,
    "key_pattern": _key_pattern,
    "nulls": _nulls,
    "empty_texts": _empty_texts,
    "placeholder_texts": _placeholder_texts,
    "boolean_texts": _boolean_texts,
    "numeric_texts": _numeric_texts,
    "mixed_arrays": _mixed_arrays,
    "array_length": _array_length,
}
_NEEDS = {
    "top_level": "types",
    "depth": "max",
    "size": "max",
    "array_length": "max",
    "key_pattern": "pattern",
    "placeholder_texts": "values",
}


def _check(parameters: JsonObject, _: Kind) -> Iterator[str]:
    needed = _NEEDS.get(text(parameters, "check"))
    if needed is not None and needed not in parameters:
        yield f"the check '{text(parameters, 'check')}' needs '{needed}'"
    if "pattern" in parameters:
        try:
            compile_pattern(text(parameters, "pattern"))
        except ValueError as error:
            yield str(error)


DETECTOR = Detector(
    "json_document",
    frozenset({Kind.JSON}),
    json_document,
    {
        "check": {"enum": [*_WHOLE, *_VALUES]},
        "max": {"type": "integer", "minimum": 0},
        "types": {"type": "array", "items": {"enum": ["object", "array", "text", "number", "boolean", "null"]}, "minItems": 1},
        "pattern": {"type": "string", "minLength": 1, "maxLength": 1000},
        "values": {"type": "array", "items": {"type": "string"}, "minItems": 1, "maxItems": 1000},
    },
    ("check",),
    _check,
)
