"""A copy is as long as what it was made of: its length is asked of that."""

import ast

from engine.canonicalization.blocks import blocks_of
from engine.canonicalization.comprehending import is_builtin_call
from engine.canonicalization.facts.program_facts import ProgramFacts
from engine.canonicalization.facts.types import kind
from engine.canonicalization.lengths import keeps_lengths
from engine.canonicalization.program import Program
from engine.canonicalization.rules import ProgramRule
from engine.canonicalization.syntax import load
from engine.canonicalization.trees import walk

_MEASURED = frozenset({"list", "tuple", "str"})


def _ask_the_first(program: Program) -> bool:
    """`y = sorted(x); …len(y)…` is `y = sorted(x); …len(x)…`, as long as neither becomes longer or shorter."""
    facts, changed = program.facts, False
    for owner in program.tree.body if "len" not in facts.shadowed else ():
        for block in blocks_of(owner):
            for index, node in enumerate(block):
                source = _source(node, facts)
                if source is None or not isinstance(node, ast.Assign) or not isinstance(copy := node.targets[0], ast.Name):
                    continue
                for use in facts.occurrences.loads[copy.id]:
                    if _is_measured(use, facts) and _stay_alike(use, source, block[index + 1 :], facts):
                        use.id, changed = source, True
    return changed


def _source(node: ast.stmt, facts: ProgramFacts) -> str | None:
    """X in `y = sorted(x)`, `y = [e for v in x]` and the like, for a list, tuple or text x and variables that are set once, or never."""
    target = node.targets[0] if isinstance(node, ast.Assign) and len(node.targets) == 1 else None
    if not isinstance(node, ast.Assign) or not isinstance(target, ast.Name) or len(facts.occurrences.stores[target.id]) != 1:
        return None
    copied = _copied(node.value, facts)
    if not isinstance(copied, ast.Name) or kind(facts.type_of(copied)) not in _MEASURED:
        return None
    are_own = facts.is_readable(load(target.id)) and facts.is_readable(copied)
    is_quiet = not facts.effects_of(node.value).writes and not facts.effects_of(node.value).leaves
    return copied.id if are_own and is_quiet and target.id in facts.confined else None


def _copied(node: ast.expr, facts: ProgramFacts) -> ast.expr | None:
    if isinstance(node, ast.ListComp):
        only = node.generators[0]
        return only.iter if len(node.generators) == 1 and not only.ifs and not only.is_async else None
    name = node.func.id if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) else ""
    is_copy = name in {"sorted", "list"} and name not in facts.shadowed
    return node.args[0] if isinstance(node, ast.Call) and is_copy and len(node.args) == 1 else None


def _is_measured(use: ast.Name, facts: ProgramFacts) -> bool:
    return is_builtin_call(facts.occurrences.parent(use), "len", facts, 1)


def _stay_alike(use: ast.Name, source: str, rest: list[ast.stmt], facts: ProgramFacts) -> bool:
    """Whether a use stands in the same block, or below, and nothing up to there changes what is measured."""
    place = next((number for number, item in enumerate(rest) if any(part is use for part in walk(item))), None)
    between = rest[: place + 1] if place is not None else []
    stored = {part.id for item in between for part in walk(item) if isinstance(part, ast.Name) and not isinstance(part.ctx, ast.Load)}
    return place is not None and source not in stored and keeps_lengths(between, facts)


RULES = (ProgramRule("copied_lengths", _ask_the_first, (ast.Call,)),)
