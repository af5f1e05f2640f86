"""One short key for everything that decides what structural normalization makes of a program."""

import ast
from collections.abc import Mapping
from typing import NamedTuple

from engine.canonicalization.facts.binding import Bindings
from engine.canonicalization.memory import digest
from engine.canonicalization.names import NAME_FIELDS, WRITTEN_KEYWORDS

_FIELDS: dict[type[ast.AST], tuple[str | None, tuple[str, ...]]] = {}


class Fingerprint(NamedTuple):
    """The key of a program whatever its variables are called, and their unique names in the order in which they appear."""

    key: bytes
    names: tuple[str, ...]


def fingerprint(
    tree: ast.Module, bindings: Bindings, final: Mapping[str, str] | None = None, *, has_positional_callers: bool = False
) -> Fingerprint:
    """The key of a module with unique names: equal only for equal trees whose variables have equal properties, in the same places.

    Names that authors gave to local variables are left out where the final names cannot show them: those of parameters, classes and
    inner functions stay, and all of them where a lambda could become an inner function. With positional callers only, a parameter's name
    stays where a call may give it. `final` has the names that count as the authors' instead.
    """
    speller = _Speller(bindings)
    speller.spell(tree)
    parts = speller.parts
    keeps_all = "Lambda" in parts
    given = speller.keywords | WRITTEN_KEYWORDS
    keeps_parameters = not has_positional_callers or None in given
    for name in speller.numbers:
        variable = bindings.variables[name]
        original = final.get(name, variable.original) if final is not None else variable.original
        is_seen = keeps_all or variable.is_class or name in speller.functions
        is_seen |= variable.role == "parameter" and (keeps_parameters or original in given)
        flags = f"{variable.role} {variable.is_surely_bound} {variable.is_captured} {variable.is_class}"
        parts.append(f"{flags} {original if is_seen else ''}")
    return Fingerprint(digest("\n".join(parts)), tuple(speller.numbers))


class _Speller:
    """Spells a tree so that no two are spelled alike, with numbers for variables; contexts follow from the rest."""

    def __init__(self, bindings: Bindings) -> None:
        self.variables = bindings.variables
        self.parts: list[str] = []
        self.numbers: dict[str, int] = {}
        self.functions: set[str] = set()
        self.keywords: set[str | None] = set()

    def spell(self, node: ast.AST) -> None:
        """A class, then its fields in order, lists with their length."""
        kind = node.__class__
        parts = self.parts
        if kind is ast.Name:
            parts += ("Name", self._name(node.id))  # type: ignore[attr-defined]
            return
        if kind is ast.Constant:
            parts += ("Constant", repr(node.value), repr(node.kind))  # type: ignore[attr-defined]
            return
        parts.append(kind.__name__)
        if kind is ast.FunctionDef or kind is ast.AsyncFunctionDef:
            self.functions.add(node.name)  # type: ignore[attr-defined]
        elif kind is ast.keyword:
            self.keywords.add(node.arg)  # type: ignore[attr-defined]
        names, fields = _FIELDS.get(kind) or _fields_of(kind)
        for field in fields:
            value = getattr(node, field, None)
            if value.__class__ is list:
                self._spell_list(value, is_named=field == names)
            elif not isinstance(value, ast.AST):
                parts.append(self._name(value) if field == names else repr(value))
            elif value._fields:
                self.spell(value)
            else:
                parts.append(value.__class__.__name__)

    def _spell_list(self, items: list[ast.AST | str | None], *, is_named: bool) -> None:
        self.parts.append(f"[{len(items)}")
        for item in items:
            if isinstance(item, ast.AST):
                self.spell(item)
            else:
                self.parts.append(self._name(item) if is_named else repr(item))

    def _name(self, name: str | None) -> str:
        if name not in self.variables:
            return repr(name)
        return f"#{self.numbers.setdefault(name, len(self.numbers))}"


def _fields_of(kind: type[ast.AST]) -> tuple[str | None, tuple[str, ...]]:
    """The field that has a variable's name, if there is one, and all that decide what a node means."""
    found = _FIELDS[kind] = _NAMES.get(kind), tuple(name for name in kind._fields if name != "ctx")
    return found


_NAMES: dict[type[ast.AST], str] = {**NAME_FIELDS, ast.alias: "asname", ast.Nonlocal: "names"}
