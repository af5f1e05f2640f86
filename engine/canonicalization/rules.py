"""The three shapes of a rewrite on programs with unique names. Each declines whatever the facts do not show to be sound."""

import ast
from collections.abc import Callable
from dataclasses import dataclass

from engine.canonicalization.program import Program
from engine.canonicalization.traversal import BlockRewrite, ExpressionRewrite


@dataclass(frozen=True, slots=True)
class ExpressionRule:
    """Rewrites expressions of some node types, wherever they stand."""

    name: str
    nodes: tuple[type[ast.expr], ...]
    rewrite: ExpressionRewrite


@dataclass(frozen=True, slots=True)
class BlockRule:
    """Rewrites lists of statements, wherever they stand."""

    name: str
    rewrite: BlockRewrite


@dataclass(frozen=True, slots=True)
class ProgramRule:
    """Rewrites a whole program in place; answers whether it changed anything."""

    name: str
    rewrite: Callable[[Program], bool]


Rule = ExpressionRule | BlockRule | ProgramRule
