"""What a rewrite is, and what canonicalization answers with."""

import ast
from dataclasses import dataclass
from typing import Protocol

from engine.domain.run import EvidenceLevel, RescueStep


class Pass(Protocol):
    """One rewrite. It declines whatever it cannot show to be sound by leaving that part of the tree as it is."""

    name: str
    level: EvidenceLevel

    def rewrite(self, tree: ast.Module) -> ast.Module:
        """Rewrite a tree that nobody else holds; the answer may reuse its nodes and must not depend on positions."""
        ...


@dataclass(frozen=True, slots=True)
class CanonicalForm:
    """What canonicalization made of an output.

    `source` is the code in the output, taken out of a Markdown fence where there is one; `output` is its canonical text, or None,
    and then `problem` says why. `steps` lists each rewrite that changed something.
    """

    source: str
    output: str | None
    steps: tuple[RescueStep, ...] = ()
    problem: str | None = None
