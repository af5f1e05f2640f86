"""Normalized syntax tree."""

from engine.domain.json_value import Json, text_hash
from engine.properties.property import Property
from engine.properties.spelling import Spelling
from engine.properties.units import Unit, is_documentation, per_unit

HASH_DIGITS = 16


def _profile(unit: Unit) -> Json:
    spelling = Spelling(unit)
    signature = [spelling.write(unit.function.args)] if unit.function else []
    return text_hash("\n".join([*signature, *(spelling.write(item) for item in unit.body if not is_documentation(item))]))[:HASH_DIGITS]


NORMALIZED_AST = Property(
    "normalized_ast",
    "Normalized syntax tree",
    "The hash (64 bits) of every function's syntax tree without annotations and documentation, names numbered by first occurrence.",
    lambda tree: per_unit(tree, _profile),
)
