"""Bit-fields in C."""

from collections.abc import Iterator

from engine.domain.json_value import JsonObject
from engine.restrictions.answer import Answer
from engine.restrictions.c_trees import Node, has_storage, integer
from engine.restrictions.detector import C, Detector
from engine.restrictions.finding import Finding, finding_on
from engine.restrictions.parameters import text
from engine.restrictions.syntax import text_of

_UNSIGNED = ("unsigned", "uint", "int unsigned", "_Bool", "bool")
_TYPES = {"unsigned int", "signed int", "unsigned", "signed", "int unsigned", "int signed", "_Bool", "bool"}


def c_bit_fields(answer: Answer, parameters: JsonObject) -> Iterator[Finding]:
    """By `check`: each bit-field of an unfit type (`type`), or a named signed one of one bit (`single`)."""
    check = text(parameters, "check")
    for field in answer.syntax_nodes.get("field_declaration", []):
        clause = next((child for child in field.named_children if child.type == "bitfield_clause"), None)
        if clause is not None:
            kind = " ".join(text_of(field.child_by_field_name("type")).split())
            yield from _type(field, kind) if check == "type" else _single(field, clause, kind)


def _type(field: Node, kind: str) -> Iterator[Finding]:
    if kind not in _TYPES:
        yield finding_on(field, f"'{kind}' is not a type for bit-fields", "Use unsigned int or signed int.")


def _single(field: Node, clause: Node, kind: str) -> Iterator[Finding]:
    is_signed = not kind.startswith(_UNSIGNED) and not has_storage(field, "unsigned")
    if is_signed and field.child_by_field_name("declarator") is not None and integer(clause.named_children[0]) == 1:
        yield finding_on(field, "one bit holds a sign and nothing else", "Make it unsigned.")


DETECTOR = Detector("c_bit_fields", C, c_bit_fields, {"check": {"enum": ["type", "single"]}}, ("check",))
