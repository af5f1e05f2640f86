"""Apply rewrites of expressions and blocks to a whole program in one walk, children first, each where it fits."""

import ast
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from engine.canonicalization.facts.program_facts import ProgramFacts
from engine.canonicalization.trees import fields_of

_MOST_TURNS = 400
_TURNS_EACH = 4
ExpressionRewrite = Callable[[ast.expr, ProgramFacts], ast.expr | None]


class DoesNotSettle(Exception):
    """The rewrites went on changing the program; it stays as it is."""


class BlockPlace(NamedTuple):
    """Where a block stands: its owner, and whether falling off its end ends the function, or goes to the loop's next turn."""

    owner: ast.AST
    ends_function: bool
    ends_turn: bool


BlockRewrite = Callable[[list[ast.stmt], BlockPlace, ProgramFacts], list[ast.stmt] | None]


@dataclass(slots=True)
class Walker:
    """One walk. `expressions` maps node types to rewrites; a rewrite answers with a new node or list, or None to decline.

    A rewrite of blocks comes with the classes of statements of which it needs one, if it needs any.
    """

    expressions: dict[type[ast.expr], list[tuple[str, ExpressionRewrite]]]
    blocks: Sequence[tuple[str, BlockRewrite, frozenset[type[ast.AST]]]]
    facts: ProgramFacts
    applied: set[str] = field(default_factory=set)

    def walk(self, tree: ast.Module) -> None:
        """Rewrite the module in place."""
        tree.body = self._block(tree.body, BlockPlace(tree, ends_function=False, ends_turn=False))

    def _block(self, statements: list[ast.stmt], place: BlockPlace) -> list[ast.stmt]:
        for index, statement in enumerate(statements):
            self._statement(statement, place, is_last=index == len(statements) - 1)
        kinds = {statement.__class__ for statement in statements}
        again, turns = True, 0
        while again:
            again, turns = False, _counted(turns, len(statements))
            for name, rewrite, needs in self.blocks:
                if needs and needs.isdisjoint(kinds):
                    continue
                while (rewritten := rewrite(statements, place, self.facts)) is not None:
                    statements, again, turns = rewritten, True, _counted(turns, len(rewritten))
                    kinds = {statement.__class__ for statement in statements}
                    self.applied.add(name)
                    self.facts.forget()
        return statements

    def _statement(self, node: ast.stmt, place: BlockPlace, *, is_last: bool) -> None:
        for field_name in fields_of(node):
            value = getattr(node, field_name, None)
            if isinstance(value, ast.expr):
                setattr(node, field_name, self.expression(value))
            elif value.__class__ is list:
                if value:
                    self._list(node, field_name, value, place, is_last=is_last)
            elif value is not None:
                self._children(value)

    def _list(self, node: ast.stmt, field_name: str, values: list[ast.AST], place: BlockPlace, *, is_last: bool) -> None:
        if isinstance(values[0], ast.stmt):
            setattr(node, field_name, self._block(values, _inner_place(node, field_name, place, is_last=is_last)))  # type: ignore[arg-type]
            return
        for index, value in enumerate(values):
            if isinstance(value, ast.expr):
                values[index] = self.expression(value)
            elif isinstance(value, ast.ExceptHandler | ast.match_case):
                self._children(value)
                value.body = self._block(value.body, BlockPlace(value, ends_function=False, ends_turn=False))
            elif isinstance(value, ast.AST):
                self._children(value)

    def _children(self, node: ast.AST) -> None:
        for field_name in fields_of(node):
            value = getattr(node, field_name, None)
            if isinstance(value, ast.expr):
                rewritten = self.expression(value)
                if rewritten is not value:
                    setattr(node, field_name, rewritten)
            elif value.__class__ is list:
                for index, item in enumerate(value):
                    if isinstance(item, ast.expr):
                        value[index] = self.expression(item)
                    elif isinstance(item, ast.AST) and not isinstance(item, ast.stmt):
                        self._children(item)
            elif value is not None:
                self._children(value)

    def expression(self, node: ast.expr) -> ast.expr:
        """Rewrite an expression, its parts first, until no rewrite applies."""
        if node.__class__ is not ast.Name:
            self._children(node)
        rewrites = self.expressions.get(node.__class__)
        turns = 0
        while rewrites is not None:
            turns = _counted(turns)
            changed = self._changed(node, rewrites)
            if changed is None:
                break
            node, rewrites = changed, self.expressions.get(changed.__class__)
        return node

    def _changed(self, node: ast.expr, rewrites: list[tuple[str, ExpressionRewrite]]) -> ast.expr | None:
        """What the first rewrite that applies makes of an expression."""
        for name, rewrite in rewrites:
            rewritten = rewrite(node, self.facts)
            if rewritten is not None:
                self.applied.add(name)
                self.facts.forget()
                return rewritten
        return None


def _counted(turns: int, size: int = 0) -> int:
    """One more turn of rewriting at one place with so many statements; raises DoesNotSettle when there are too many."""
    if turns > _MOST_TURNS + size * _TURNS_EACH:
        raise DoesNotSettle
    return turns + 1


def _inner_place(node: ast.stmt, field_name: str, place: BlockPlace, *, is_last: bool) -> BlockPlace:
    if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
        return BlockPlace(node, ends_function=True, ends_turn=False)
    if isinstance(node, ast.For | ast.While | ast.AsyncFor) and field_name == "body":
        return BlockPlace(node, ends_function=False, ends_turn=True)
    if isinstance(node, ast.If):
        return BlockPlace(node, ends_function=place.ends_function and is_last, ends_turn=place.ends_turn and is_last)
    return BlockPlace(node, ends_function=False, ends_turn=False)
