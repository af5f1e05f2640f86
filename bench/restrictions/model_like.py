"""Whole answers as models give them, written by program: modules of functions and classes, with mistakes put into their bodies."""

import random
from dataclasses import dataclass
from pathlib import Path

import yaml

from engine.domain.contract import Kind

_PARTS = Path(__file__).parent
_MARK = "@@"


@dataclass(frozen=True)
class Parts:
    """What answers of one language are made of: lines for the top, definitions with marks in their bodies, statements, endings, names."""

    heads: list[str]
    definitions: list[str]
    statements: list[str]
    endings: list[str]
    names: list[str]


def model_like(kind: Kind, count: int) -> list[str]:
    """So many different answers of a language, the same every time; about half of the bodies carry a mistake."""
    file = _PARTS / f"{kind.value}_parts.yaml"
    parts = Parts(**yaml.safe_load(file.read_text(encoding="utf-8")))
    found: dict[str, None] = {}
    seed = 0
    while len(found) < count:
        found.setdefault(_answer(parts, random.Random(seed)))
        seed += 1
    return [*found]


def _answer(parts: Parts, chance: random.Random) -> str:
    definitions = chance.sample(parts.definitions, chance.randint(1, 3))
    names = chance.sample(parts.names, len(definitions))
    body = "\n".join(_filled(definition, name, parts, chance) for definition, name in zip(definitions, names, strict=True))
    head = "".join(chance.sample(parts.heads, chance.randint(0, 2)))
    ending = chance.choice(parts.endings) if chance.random() < 0.3 else ""
    return f"{head}\n{body}{ending}"


def _filled(definition: str, name: str, parts: Parts, chance: random.Random) -> str:
    """A definition with its name, and a statement, or none, in each marked place with the indentation of the mark."""
    lines = []
    for line in definition.replace("NAME", name).splitlines():
        if line.strip() != _MARK:
            lines.append(line)
        elif chance.random() < 0.5:
            indent = line[: len(line) - len(line.lstrip())]
            lines += [indent + part if part else part for part in chance.choice(parts.statements).splitlines()]
    return "\n".join(lines) + "\n"
