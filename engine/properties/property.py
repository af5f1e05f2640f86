"""What a foundational property is."""

import ast
from collections.abc import Callable
from dataclasses import dataclass

from engine.domain.json_value import Json


@dataclass(frozen=True, slots=True)
class Property:
    """One side of a module's structure: a short label, its definition in one sentence, and its profile as a JSON value.

    A profile is the same for the same module, whatever its layout, comments, annotations and local names; it may raise RecursionError
    for a tree that is nested too deeply, and nothing else.
    """

    name: str
    label: str
    definition: str
    profile: Callable[[ast.Module], Json]
