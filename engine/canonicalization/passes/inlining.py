"""Variables that only name a value: their uses are replaced by the value wherever nothing can tell the difference."""

import ast

from engine.canonicalization.blocks import blocks_of
from engine.canonicalization.comprehending import is_consumed_at_once
from engine.canonicalization.evaluation_order import contains, evaluated_before
from engine.canonicalization.facts.confinement import is_fresh, is_made_fresh, is_only_read
from engine.canonicalization.facts.effects import HEAP, Effects, interferes, overlap
from engine.canonicalization.facts.program_facts import ProgramFacts
from engine.canonicalization.facts.types import INEXACT, kind, may_change
from engine.canonicalization.lengths import keeps_lengths, measures_only
from engine.canonicalization.passes.lookups import can_be_searched_again, is_only_searched, sought_in
from engine.canonicalization.program import Program
from engine.canonicalization.rules import ProgramRule
from engine.canonicalization.substitution import can_substitute, substitute
from engine.canonicalization.syntax import SCOPES, is_deeper, size
from engine.canonicalization.trees import walk

_MOST_REPEATED = 14
_LARGEST_SKIPPED = 60
_DEEPEST = 40
_MAKERS = (ast.List, ast.Dict, ast.Set, ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp, ast.Lambda, ast.Call)


def _inline(program: Program) -> bool:
    """Inline variables until none is left that can be: one after the other, until facts may be told more of, and then anew.

    What is known of types and effects stays true when code is written otherwise but does the same; where names occur is kept up to date.
    """
    changed = False
    while any([_inline_below(owner, program.facts) for owner in program.tree.body if hasattr(owner, "body")]):  # noqa: C419 - in each one
        program.changed()
        changed = True
    return changed


def _inline_below(owner: ast.stmt, facts: ProgramFacts) -> bool:
    changed = False
    for block in blocks_of(owner):
        index = 0
        while index < len(block):
            before, name = len(block), _named(block[index], facts)
            if name is not None:
                teaches = _teaches(name, block[index].value, facts)  # type: ignore[attr-defined]
                is_inlined = _replace(name, block, index, facts)
                changed |= is_inlined
                if is_inlined and teaches:
                    return True
            index += 1 + len(block) - before
    return changed


def _teaches(name: str, value: ast.expr, facts: ProgramFacts) -> bool:
    """Whether more may be known of other variables when this one holds its value no longer: of containers, or of what is used once less."""
    if may_change(facts.type_of(value)) or is_fresh(value, facts.occurrences):
        return True
    variables = facts.bindings.variables
    names = {part.id for part in walk(value) if isinstance(part, ast.Name) and part.id in variables}
    if not facts.occurrences.loads[name]:
        return any(variables[name].role != "parameter" for name in names)
    return any(is_made_fresh(name, facts.occurrences) for name in names - facts.confined)


def _named(node: ast.stmt, facts: ProgramFacts) -> str | None:
    """The variable of an assignment that is its only one."""
    if not isinstance(node, ast.Assign) or len(node.targets) != 1 or not isinstance(node.targets[0], ast.Name):
        return None
    name = node.targets[0].id
    variable = facts.bindings.variables.get(name)
    if variable is None or variable.role == "parameter" or len(facts.occurrences.stores[name]) != 1:
        return None
    return name


def _replace(name: str, block: list[ast.stmt], index: int, facts: ProgramFacts) -> bool:
    """Put the value in place of the variable that a statement assigns, if nothing can tell the difference."""
    node = block[index]
    assert isinstance(node, ast.Assign)
    effects = facts.effects_of(node.value)
    uses = facts.occurrences.loads[name]
    if not uses:
        _drop(node, block, index, effects, facts)
    elif _can_inline(name, node.value, block, index, facts) and can_substitute(uses, facts):
        facts.occurrences.abandon(node.value)
        substitute(uses, node.value, facts)
        del facts.occurrences.loads[name], block[index]
    else:
        return False
    del facts.occurrences.stores[name]
    facts.forget_at(node)
    return True


def _can_inline(name: str, value: ast.expr, block: list[ast.stmt], index: int, facts: ProgramFacts) -> bool:
    uses = facts.occurrences.loads[name]
    effects = facts.effects_of(value)
    if is_deeper(value, _DEEPEST):  # a chain of hundreds of steps would be read anew at each one
        return False
    if not variable_is_bound(name, facts) or (_has_quotes(value) and any(_is_in_text(use, facts) for use in uses)):
        return False
    if len(uses) == 1 and _moves_to(uses[0], block[index + 1 :], effects, facts):
        return True
    is_search = is_only_searched(name, facts) and can_be_searched_again(value, effects, sought_in(name, facts), facts)
    is_skipped = len(uses) == 1 and _may_be_skipped(uses[0], value, effects, facts)
    is_first = _is_looked_up_first(value, name, block[index + 1 :], facts)
    may_move = is_search or is_skipped or is_first or _is_repeatable(name, value, effects, facts)
    return may_move and _is_stable(name, effects, block, index, facts)


def _may_be_skipped(use: ast.Name, value: ast.expr, effects: Effects, facts: ProgramFacts) -> bool:
    """Whether a value that only computes may be computed at its one use, which runs once at most, or not at all."""
    if not effects.is_total or not _is_scalar(value, facts) or _identity_matters(value, facts) or size(value) > _LARGEST_SKIPPED:
        return False
    if any(
        isinstance(child, ast.Lambda) or (isinstance(child, ast.GeneratorExp) and not is_consumed_at_once(child, facts))
        for child in walk(value)
    ):
        return False
    above = facts.occurrences.parent(use)
    while above is not None and not isinstance(above, ast.stmt):
        if isinstance(above, ast.Lambda | ast.GeneratorExp | ast.ListComp | ast.SetComp | ast.DictComp):
            return False
        above = facts.occurrences.parent(above)
    while isinstance(above, ast.If | ast.Return | ast.Assign | ast.Expr):
        above = facts.occurrences.parent(above)
    return isinstance(above, ast.FunctionDef)


def _is_looked_up_first(value: ast.expr, name: str, rest: list[ast.stmt], facts: ProgramFacts) -> bool:
    """Whether a value is an item of a sequence, and what follows would look it up before all else: if that fails, it fails at once."""
    if not isinstance(value, ast.Subscript) or isinstance(value.slice, ast.Slice) or not rest or size(value) > _MOST_REPEATED:
        return False
    is_item = kind(facts.type_of(value.value)) in {"list", "str", "tuple"} and kind(facts.type_of(value.slice)) == "int"
    effects = facts.effects_of(value)
    if (
        not is_item
        or effects.writes
        or effects.leaves
        or not facts.effects_of(value.slice).is_constant
        or not isinstance(value.value, ast.Name)
    ):
        return False
    if not _is_scalar(value, facts) or _identity_matters(value, facts):
        return False
    first = next((use for use in facts.occurrences.loads[name] if contains(rest[0], use)), None)
    before = evaluated_before(rest[0], first, facts) if first is not None else None
    return before is not None and not interferes(effects, before)


def _has_quotes(value: ast.expr) -> bool:
    return any(isinstance(child, ast.Constant | ast.JoinedStr) for child in walk(value))


def _is_in_text(use: ast.AST, facts: ProgramFacts) -> bool:
    """Whether a use stands inside an f-string, which before Python 3.12 cannot hold every other text."""
    current: ast.AST | None = use
    while current is not None and not isinstance(current, ast.stmt | ast.JoinedStr):
        current = facts.occurrences.parent(current)
    return isinstance(current, ast.JoinedStr)


def variable_is_bound(name: str, facts: ProgramFacts) -> bool:
    """Whether no use of a variable can find it unbound."""
    return facts.bindings.variables[name].is_surely_bound


def _drop(node: ast.Assign, block: list[ast.stmt], index: int, effects: Effects, facts: ProgramFacts) -> None:
    """A value that nobody reads is not computed, or computed for its effects only."""
    if effects.is_total:
        block[index] = ast.Pass()
        facts.occurrences.abandon(node.value)
        return
    block[index] = kept = ast.Expr(node.value)
    facts.occurrences.parents[id(node.value)] = kept
    facts.occurrences.parents[id(kept)] = facts.occurrences.parents[id(node)]


def _moves_to(use: ast.Name, rest: list[ast.stmt], effects: Effects, facts: ProgramFacts) -> bool:
    """Whether the value can be computed where its only use is: the same number of times, with nothing in between that interferes."""
    between, place = Effects(), _around(use, facts)
    for statement in rest:
        if id(statement) not in place:
            between = between | facts.effects_of(statement)
            if interferes(effects, between):
                return False
            continue
        before = evaluated_before(statement, use, facts)
        return before is not None and not interferes(effects, between | before)
    return False


def _around(use: ast.expr, facts: ProgramFacts) -> set[int]:
    """The identities of all nodes that a use is part of."""
    found: set[int] = set()
    above = facts.occurrences.parent(use)
    while above is not None:
        found.add(id(above))
        above = facts.occurrences.parent(above)
    return found


def _is_repeatable(name: str, value: ast.expr, effects: Effects, facts: ProgramFacts) -> bool:
    """Whether computing a value again, elsewhere or not at all makes no difference: it only computes, and nothing fresh is made or kept."""
    if not effects.is_total or size(value) > _MOST_REPEATED or any(_makes_new(child, facts) for child in walk(value)):
        return False
    if not isinstance(value, ast.Name | ast.Constant) and _identity_matters(value, facts):
        return False
    return not any(_may_make_list(child, facts) for child in walk(value)) or is_only_read(name, facts.occurrences)


def _makes_new(node: ast.AST, facts: ProgramFacts) -> bool:
    return isinstance(node, _MAKERS) and not _is_scalar(node, facts)


def _may_make_list(node: ast.AST, facts: ProgramFacts) -> bool:
    """Whether an expression is a slice or a sum that may be another list each time."""
    if not isinstance(node, ast.BinOp) and not (isinstance(node, ast.Subscript) and isinstance(node.slice, ast.Slice)):
        return False
    return not _is_scalar(node, facts) and kind(facts.type_of(node)) != "tuple"


def _identity_matters(value: ast.expr, facts: ProgramFacts) -> bool:
    """Whether somebody may ask if two values are one object: by `is`, by `id`, or, as containers do of their items, for a float."""
    if not kind(facts.type_of(value)) or any(name in repr(facts.type_of(value)) for name in INEXACT):
        return True
    return facts.occurrences.compares_identity


def _is_scalar(node: ast.expr, facts: ProgramFacts) -> bool:
    type_ = facts.type_of(node)
    return type_ is not None and type_[0] in {"int", "bool", "float", "str", "None"}


def _is_stable(name: str, effects: Effects, block: list[ast.stmt], index: int, facts: ProgramFacts) -> bool:
    """Whether all uses stand after the assignment in its own block, and nothing that the value reads changes from there to the last use."""
    uses = facts.occurrences.loads[name]
    rest = block[index + 1 :]
    inside = {id(child) for statement in rest for child in walk(statement)}
    if not all(id(use) in inside for use in uses):
        return False
    if _used_in_scope(rest, uses, facts):
        return False
    rest = _until_last(rest, uses)
    changed = Effects()
    for statement in rest:
        changed = changed | facts.effects_of(statement)
    written = changed.writes | _all_writes(rest)
    if not overlap(written, effects.reads):
        return True
    value = block[index].value if isinstance(block[index], ast.Assign) else None  # type: ignore[attr-defined]
    variables = frozenset(region for region in effects.reads if not region.startswith(HEAP))
    return value is not None and measures_only(value, facts) and keeps_lengths(rest, facts) and not overlap(written, variables)


def _until_last(statements: list[ast.stmt], uses: list[ast.Name]) -> list[ast.stmt]:
    """The statements of a block up to the last one with one of some uses in it."""
    wanted = {id(use) for use in uses}
    places = [place for place, statement in enumerate(statements) if any(id(child) in wanted for child in walk(statement))]
    return statements[: places[-1] + 1] if places else statements


def _used_in_scope(statements: list[ast.stmt], uses: list[ast.Name], facts: ProgramFacts) -> bool:
    """Whether a use stands in code that runs later: an inner function, or a generator that is not gone over at once."""
    wanted = {id(use) for use in uses}
    scopes = (child for statement in statements for child in walk(statement) if isinstance(child, (*SCOPES, ast.GeneratorExp)))
    late = (scope for scope in scopes if not (isinstance(scope, ast.GeneratorExp) and is_consumed_at_once(scope, facts)))
    return any(id(node) in wanted for scope in late for node in walk(scope))


def _all_writes(statements: list[ast.stmt]) -> frozenset[str]:
    """Every variable assigned anywhere in some statements."""
    return frozenset(
        child.id
        for statement in statements
        for child in walk(statement)
        if isinstance(child, ast.Name) and isinstance(child.ctx, ast.Store)
    )


RULES = (ProgramRule("single_meaning_variables", _inline, (ast.Assign,)),)
