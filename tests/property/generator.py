"""Random well-formed Python programs: a module with an entry function `entry`, helpers, and everything the language offers within.

Local variables are called `loc<n>`, so that they can be renamed by text; loops end because their bounds are small.
"""

import random
from dataclasses import dataclass, field

from tests.property.expressions import Expressions
from tests.property.idioms import Idioms
from tests.property.statements import Statements

_KINDS = ["int", "int", "str", "list_int", "list_int", "list_str", "dict", "bool", "float"]


@dataclass
class GeneratedProgram:
    """A program's source, the kinds of its parameters, and whether callers keep to them."""

    source: str
    kinds: list[str]
    is_checked: bool


@dataclass
class Scope:
    """The variables of one function by kind, and what a statement may do where it stands."""

    variables: dict[str, str] = field(default_factory=dict)
    helpers: dict[str, list[str]] = field(default_factory=dict)
    loops: int = 0
    depth: int = 0
    is_generator: bool = False
    outer: dict[str, str] = field(default_factory=dict)


class Generator(Statements, Idioms, Expressions):
    """Writes one program from a seed."""

    def __init__(self, seed: int, largest: int) -> None:
        self.largest = largest
        self.rng = random.Random(seed)
        self.counter = 0
        self.scope = Scope()
        self.is_checked = self.rng.random() < 0.6

    def fresh(self) -> str:
        """A name for a new local variable."""
        self.counter += 1
        return f"loc{self.counter}"

    def program(self) -> GeneratedProgram:
        """The whole module."""
        lines = ["SHARED = [0]", ""] if self.rng.random() < 0.3 else []
        helpers: dict[str, list[str]] = {}
        if lines:
            helpers["bump"] = []
            lines += ["def bump():", "    SHARED.append(len(SHARED))", "    return len(SHARED)", ""]
        for number in range(self.rng.choice([0, 0, 1, 2] if self.largest > 3 else [0, 0, 0, 1])):
            kinds = [self.rng.choice(_KINDS) for _ in range(self.rng.randrange(1, 3))]
            lines += self.function(f"helper{number}", kinds, dict(helpers), size=3)
            helpers[f"helper{number}"] = kinds
        kinds = [self.rng.choice(_KINDS) if self.is_checked else "any" for _ in range(self.rng.randrange(1, 4))]
        if not self.is_checked and self.rng.random() < 0.3:
            kinds[-1] = self.rng.choice(_KINDS)
        lines += self.recursion(kinds) if self.is_checked and self.rng.random() < 0.15 else []
        lines += self.function("entry", kinds, helpers, size=self.rng.randrange(2, self.largest + 1))
        if self.is_checked and self.rng.random() < 0.3:
            kinds = ["natural" if kind == "int" else kind for kind in kinds]
        return GeneratedProgram("\n".join(lines) + "\n", kinds, self.is_checked)

    def recursion(self, kinds: list[str]) -> list[str]:
        """A recursive function with guards, which the entry function calls when it has an integer."""
        name, rng = "again", self.rng
        guards = rng.choice(
            [
                ["if n <= 1:", "    return n"],
                ["if n == 0:", "    return 1"],
                ["if n <= 1:", "    return 1"],
                ["if n in (0, 1, 2):", "    return 1"],
                ["if n == 0:", "    return 0", "if n == 1:", "    return 1"],
            ]
        )
        value = rng.choice([f"n * {name}(n - 1)", f"{name}(n - 1) + {name}(n - 2)", f"1 + {name}(n // 2)", f"{name}(n - 1)"])
        safe = ["if n < 0 or n > 12:", "    return -7"]
        return [
            f"def {name}(n):",
            *[f"    {line}" for line in [*safe, *guards, f"return {value}"]],
            "",
            *(["LAST = again(5)", ""] if "int" not in kinds else []),
        ]

    def function(self, name: str, kinds: list[str], helpers: dict[str, list[str]], size: int) -> list[str]:
        """A function definition with its body."""
        parameters = [f"{name[0]}arg{index}" for index in range(len(kinds))]
        self.scope = Scope(dict(zip(parameters, kinds, strict=True)), helpers, is_generator=self.rng.random() < 0.06)
        body = self.block(size)
        if self.rng.random() < 0.85:
            body.append(f"return {self.result()}")
        if self.scope.is_generator:
            body.append(f"yield {self.expression('any')}")
        return [f"def {name}({', '.join(parameters)}):", *[f"    {line}" for line in body], ""]

    def result(self) -> str:
        """What a function returns: one value, or several to see more of the state."""
        if self.rng.random() < 0.4:
            return self.expression(self.rng.choice(_KINDS))
        names = list(self.scope.variables)
        chosen = self.rng.sample(names, min(len(names), 3))
        return f"({', '.join(chosen)},)" if chosen else "None"


def generate(seed: int, largest: int = 7) -> GeneratedProgram:
    """The program of a seed; its entry function has about this many statements at most."""
    return Generator(seed, largest).program()
