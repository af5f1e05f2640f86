"""Read the case files of the structural normal form: a head of assumptions, then texts between lines of dashes."""

import ast
import re
from dataclasses import dataclass
from pathlib import Path

from engine.canonicalization.assumptions import type_of_annotation
from engine.canonicalization.facts.types import Type
from engine.canonicalization.program import Assumptions
from engine.canonicalization.structure import normalize

CASES = Path(__file__).parent.parent / "cases"
_SEPARATOR = "-----\n"


@dataclass(frozen=True, slots=True)
class CaseFile:
    """One file: its name, what its head says, and its texts."""

    name: str
    head: dict[str, str]
    texts: tuple[str, ...]

    @property
    def assumptions(self) -> Assumptions:
        """What the head vouches for; nothing when it names no entry point."""
        entry = self.head["entry"] or None
        is_checked = entry is not None
        members = frozenset(re.findall(r"\w+", self.head["members"])) if "members" in self.head else None
        return Assumptions(
            entry,
            _types(self.head["types"]),
            tuple(map(int, re.findall(r"-?\d+", self.head.get("bounds", "")))),
            public_members=members,
            method_types=self._method_types(),
            only_exception_types_matter=is_checked,
            allow_print_removal=is_checked and "prints" not in self.head,
        )

    @property
    def operations(self) -> list[tuple[object, ...]]:
        """For a class: its methods with their arguments, in the order of the calls; the first, `init`, makes the object."""
        return list(ast.literal_eval(self.head.get("operations", "[]")))

    def _method_types(self) -> tuple[tuple[str, tuple[Type, ...]], ...]:
        found: dict[str, tuple[Type, ...]] = {}
        for name, *arguments in self.operations:
            method = "__init__" if name == "init" else str(name)
            found[method] = tuple((type(argument).__name__,) for argument in arguments)
        return tuple(sorted(found.items()))

    @property
    def inputs(self) -> list[tuple[object, ...]]:
        """The argument lists of the head, one after the other."""
        return list(ast.literal_eval(f"[{re.sub(r'[)] [(]', '), (', self.head['inputs'])}]")) if self.head.get("inputs") else []


def _types(text: str) -> tuple[Type, ...]:
    """Types as `list[list[int]], str`."""
    return tuple(type_of_annotation(ast.unparse(node)) for node in ast.parse(f"({text},)" if text else "()", mode="eval").body.elts)  # type: ignore[attr-defined]


def case_files(folder: str) -> list[CaseFile]:
    """All files of a folder of cases, by name."""
    return [_read(path) for path in sorted((CASES / folder).glob("*.txt"))]


def _read(path: Path) -> CaseFile:
    head, *texts = path.read_text(encoding="utf-8").split(_SEPARATOR)
    fields = dict(line.split(":", 1) for line in head.splitlines())
    return CaseFile(path.stem, {name: value.strip() for name, value in fields.items()}, tuple(texts))


def canonical(text: str, assumptions: Assumptions) -> str:
    """The structural normal form of a program's text, as text; docstrings and annotations must not occur in it."""
    tree, _ = normalize(ast.parse(text), assumptions)
    return ast.unparse(ast.fix_missing_locations(tree))
