"""Blocks of statements seen from outside: where they are, what they do as a whole, which jumps leave them."""

import ast
from collections.abc import Callable, Iterator

from engine.canonicalization.facts.effects import ANYTHING, NO_EFFECTS, Effects
from engine.canonicalization.facts.program_facts import ProgramFacts
from engine.canonicalization.program import Program
from engine.canonicalization.syntax import LOOPS, SCOPES, names_in
from engine.canonicalization.traversal import DoesNotSettle
from engine.canonicalization.trees import child_nodes, walk

ProgramBlockRewrite = Callable[[list[ast.stmt], ProgramFacts], list[ast.stmt] | None]
_MOST_TURNS = 400
_CHOICES = (ast.If, ast.Try, ast.TryStar, ast.With, ast.AsyncWith, ast.Match)
_OWNERS = frozenset([*LOOPS, *_CHOICES, ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef])
_ARMS: dict[type[ast.AST], str] = {ast.Try: "handlers", ast.TryStar: "handlers", ast.Match: "cases"}


class _BlockFields(dict[type[ast.AST], tuple[str, ...]]):
    """The fields that may hold a block, by node class."""

    def __missing__(self, kind: type[ast.AST]) -> tuple[str, ...]:
        fields = self[kind] = tuple(name for name in ("body", "orelse", "finalbody") if name in kind._fields)
        return fields


_BLOCK_FIELDS = _BlockFields()


def blocks_of(tree: ast.AST) -> list[list[ast.stmt]]:
    """Every list of statements in a tree, inner ones after outer ones."""
    found: list[list[ast.stmt]] = []
    owners: list[ast.AST] = [tree]
    for node in owners:
        kind = node.__class__
        for name in _BLOCK_FIELDS[kind]:
            block: list[ast.stmt] | None = getattr(node, name, None)
            if block.__class__ is list and block:
                found.append(block)
                owners += [item for item in block if item.__class__ in _OWNERS]
        if kind in _ARMS:
            owners += getattr(node, _ARMS[kind])
    return found


def over_blocks(rewrite: ProgramBlockRewrite, *, is_local: bool = False) -> Callable[[Program], bool]:
    """Make a rewrite of a whole program from one of blocks: inner blocks first, one of each function before facts are gathered anew.

    What is known of one function stays true when another is written otherwise but does the same. One that `is_local` asks nothing that
    it changes for other statements, of its own block either: it rewrites all that it can before facts are gathered anew.
    """

    def apply(program: Program) -> bool:
        for turn in range(_MOST_TURNS):
            if not _rewrite_some(rewrite, program, is_local=is_local):
                return turn > 0
            program.changed()
        raise DoesNotSettle

    return apply


def _rewrite_some(rewrite: ProgramBlockRewrite, program: Program, *, is_local: bool) -> bool:
    """One block below each statement of the module, or else the module's own; all of them if the rewrite is local."""
    facts, body = program.facts, program.tree.body
    if program.blocks is None:
        program.blocks = [blocks_of(owner) for owner in body if owner.__class__ in _OWNERS]
    rewrite_below = _rewrite_all if is_local else _rewrite_one
    changed = [rewrite_below(rewrite, blocks, facts) for blocks in program.blocks]
    return any(changed) or rewrite_below(rewrite, [body], facts)


def _rewrite_one(rewrite: ProgramBlockRewrite, blocks: list[list[ast.stmt]], facts: ProgramFacts) -> bool:
    for block in reversed(blocks):
        rewritten = rewrite(block, facts)
        if rewritten is not None:
            block[:] = rewritten
            return True
    return False


def _rewrite_all(rewrite: ProgramBlockRewrite, blocks: list[list[ast.stmt]], facts: ProgramFacts) -> bool:
    changed = False
    for block in reversed(blocks):
        for _ in range(len(block) + _MOST_TURNS):
            rewritten = rewrite(block, facts)
            if rewritten is None:
                break
            block[:], changed = rewritten, True
        else:
            raise DoesNotSettle
    return changed


def effects_of_block(statements: list[ast.stmt], facts: ProgramFacts) -> Effects:
    """What running a block may do, loops and branches included; jumps inside loops count as leaving."""
    total = NO_EFFECTS
    for node in statements:
        total = total | _effects_of_statement(node, facts)
    return total


def _effects_of_statement(node: ast.stmt, facts: ProgramFacts) -> Effects:
    match node:
        case ast.If():
            return facts.effect_rules.of_test(node.test) | effects_of_block([*node.body, *node.orelse], facts)
        case ast.While():
            return facts.effect_rules.of_test(node.test) | effects_of_block([*node.body, *node.orelse], facts) | Effects(leaves=True)
        case ast.For():
            return effects_of_iteration(node.target, node.iter, facts) | effects_of_block([*node.body, *node.orelse], facts)
    return facts.effects_of(node)


def effects_of_iteration(target: ast.expr, iterable: ast.expr, facts: ProgramFacts) -> Effects:
    """What going over something with a loop variable may do, the body aside."""
    total = facts.effects_of(iterable) | Effects(reads=frozenset({facts.effect_rules.region(iterable)}))
    total = total | Effects(writes=frozenset(names_in(target)), raises=not isinstance(target, ast.Name))
    return total | (ANYTHING if facts.type_of(iterable) is None else NO_EFFECTS)


def own_nodes(statements: list[ast.stmt]) -> Iterator[ast.AST]:
    """Every node of a block except those inside inner functions and classes."""
    stack: list[ast.AST] = list(reversed(statements))
    while stack:
        node = stack.pop()
        yield node
        if not isinstance(node, SCOPES):
            stack.extend(reversed(list(child_nodes(node))))


def own_jumps(statements: list[ast.stmt], kind: type[ast.Break] | type[ast.Continue]) -> list[ast.stmt]:
    """The `break` or `continue` statements in a loop's body that belong to this loop."""
    found: list[ast.stmt] = []
    stack: list[ast.AST] = list(statements)
    while stack:
        node = stack.pop()
        if isinstance(node, kind):
            found.append(node)
        elif isinstance(node, LOOPS):
            stack.extend(node.orelse)
        elif isinstance(node, ast.stmt | ast.ExceptHandler | ast.match_case) and not isinstance(node, SCOPES):
            stack.extend(child_nodes(node))
    return found


def mentions(nodes: ast.AST | list[ast.stmt], name: str) -> int:
    """How often a variable occurs in some code."""
    parts = nodes if isinstance(nodes, list) else [nodes]
    return sum(isinstance(child, ast.Name) and child.id == name for part in parts for child in walk(part))


def occurrences_of(name: str, facts: ProgramFacts) -> int:
    """How often a variable occurs in the whole module."""
    return len(facts.occurrences.loads.get(name, ())) + len(facts.occurrences.stores.get(name, ()))


def lives_only_in(names: set[str], nodes: ast.AST | list[ast.stmt], facts: ProgramFacts) -> bool:
    """Whether these are plain local variables that occur nowhere but in some code."""
    variables = facts.bindings.variables
    return all(
        name in variables and variables[name].role == "local" and mentions(nodes, name) == occurrences_of(name, facts) for name in names
    )


def is_protected(node: ast.AST, facts: ProgramFacts) -> bool:
    """Whether an exception in a statement may be seen by a handler, a `finally` or a context manager of its function."""
    current = facts.occurrences.parent(node)
    while current is not None and not isinstance(current, SCOPES):
        if isinstance(current, ast.Try | ast.TryStar | ast.With | ast.AsyncWith):
            return True
        current = facts.occurrences.parent(current)
    return False


def previous_assignment(block: list[ast.stmt], index: int, name: str) -> int | None:
    """Where a block last assigns a variable before a statement, when nothing in between mentions it."""
    for position in range(index - 1, -1, -1):
        node = block[position]
        if isinstance(node, ast.Assign) and len(node.targets) == 1 and isinstance(node.targets[0], ast.Name) and node.targets[0].id == name:
            return None if mentions(node.value, name) else position
        if mentions(node, name):
            return None
    return None
