"""What a rewrite is, and what canonicalization answers with."""

import ast
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Protocol

from engine.domain.run import EvidenceLevel, RescueStep


class Pass(Protocol):
    """One rewrite. It declines whatever it cannot show to be sound by leaving that part of the tree as it is."""

    name: str
    level: EvidenceLevel

    def applies(self, tree: ast.Module) -> bool:
        """Whether there is anything that it might change, found out at little cost."""
        ...

    def rewrite(self, tree: ast.Module) -> ast.Module:
        """Rewrite a tree that nobody else holds; the answer may reuse its nodes and must not depend on positions."""
        ...


@dataclass(frozen=True, slots=True)
class CanonicalForm:
    """What canonicalization made of an output.

    `source` is the code in the output, taken out of a Markdown fence where there is one; `output` is its canonical text, or None,
    and then `problem` says why. `find_steps` finds the steps out, for whoever wants to read them.
    """

    source: str
    output: str | None
    find_steps: Callable[[], tuple[RescueStep, ...]] = field(default=tuple, compare=False)
    problem: str | None = None

    @property
    def steps(self) -> tuple[RescueStep, ...]:
        """Each rewrite that changed something, with its diff; found out anew each time."""
        return self.find_steps()
