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
    """Rewrites lists of statements, wherever they stand: those with a statement of the classes that it `needs`, if it names any."""

    name: str
    rewrite: BlockRewrite
    needs: tuple[type[ast.AST], ...] = ()


@dataclass(frozen=True, slots=True)
class ProgramRule:
    """Rewrites a whole program in place; answers whether it changed anything.

    It finds nothing to do in a program without a node of the classes that it `needs`, if it names any.
    """

    name: str
    rewrite: Callable[[Program], bool]
    needs: tuple[type[ast.AST], ...] = ()


Rule = ExpressionRule | BlockRule | ProgramRule
