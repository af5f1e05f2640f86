"""A private count of a dictionary's entries is `len(d)`.

The count begins at zero with an empty dictionary, goes up exactly where a new entry comes in, and down exactly where one has gone; between
the two nothing looks at either.
"""

import ast
import copy
from dataclasses import dataclass

from engine.canonicalization.blocks import blocks_of
from engine.canonicalization.entries import Entry, stored_entry
from engine.canonicalization.facts.program_facts import ProgramFacts
from engine.canonicalization.facts.types import PLAIN_MAPPINGS, element, is_hashable, kind
from engine.canonicalization.passes.eviction import is_empty_at_first, is_in_constructor
from engine.canonicalization.passes.ordered_entries import is_asked_for, is_missing, takes_by_key
from engine.canonicalization.program import Program
from engine.canonicalization.rules import ProgramRule
from engine.canonicalization.syntax import always_leaves, is_constant, same
from engine.canonicalization.trees import become, walk

_LOOKING = frozenset({"get", "keys", "values", "items", "move_to_end"})
_TAKING = frozenset({"pop", "popitem"})


def _count_entries(program: Program) -> bool:
    facts = program.facts
    if "len" in facts.shadowed:
        return False
    public = program.assumptions.public_members or frozenset()
    names = sorted(facts.attributes - public)
    dictionaries = [name for name in names if _is_plain_dictionary(name, facts)]
    for count in (name for name in names if _starts_at_zero(name, facts)):
        for dictionary in dictionaries:
            changes = _Pairs(count, dictionary, program).found()
            if changes is not None:
                _replace(count, dictionary, changes, program)
                return True
    return False


def _is_plain_dictionary(name: str, facts: ProgramFacts) -> bool:
    type_ = facts.inference.environment.get(f".{name}")
    is_plain = f".{name}" in facts.confined and kind(type_) in PLAIN_MAPPINGS and is_hashable(element(type_))
    return is_plain and is_empty_at_first(name, facts)


def _starts_at_zero(name: str, facts: ProgramFacts) -> bool:
    """Whether an attribute is set to zero by the constructor, and otherwise only changed by one."""
    parents = [facts.occurrences.parent(store) for store in facts.occurrences.attribute_stores[name]]
    first = [item for item in parents if isinstance(item, ast.Assign) and is_constant(item.value, 0)]
    steps = [item for item in parents if isinstance(item, ast.stmt) and _step(item)]
    is_whole = len(first) == 1 and len(first) + len(steps) == len(parents) and bool(steps) and len(first[0].targets) == 1
    return is_whole and is_in_constructor(first[0], facts)


def _step(node: ast.stmt) -> int:
    """By how much `n += 1`, `n = n + 1` and the like change something; 0 for other statements."""
    if isinstance(node, ast.AugAssign):
        operator, by = node.op, node.value
    elif isinstance(node, ast.Assign) and len(node.targets) == 1 and isinstance(node.value, ast.BinOp):
        operator, by = node.value.op, node.value.right
        if not _is_read(node.targets[0], node.value.left):
            return 0
    else:
        return 0
    if not is_constant(by, 1):
        return 0
    return 1 if isinstance(operator, ast.Add) else -1 if isinstance(operator, ast.Sub) else 0


def _target(node: ast.stmt) -> ast.expr | None:
    if isinstance(node, ast.AugAssign):
        return node.target
    return node.targets[0] if isinstance(node, ast.Assign) else None


def _is_read(target: ast.expr, node: ast.expr) -> bool:
    """Whether an expression reads the attribute that is set."""
    if not isinstance(target, ast.Attribute) or not isinstance(node, ast.Attribute):
        return False
    return target.attr == node.attr and same(target.value, node.value)


@dataclass(slots=True)
class _Pairs:
    """Finds, for each change of the dictionary, the change of the count beside it."""

    count: str
    dictionary: str
    program: Program

    def found(self) -> list[ast.stmt] | None:
        """The changes of the count, if each stands beside a change of the dictionary that it counts, and every such change is counted."""
        counted: list[ast.stmt] = []
        known = 0
        for method in self.program.facts.occurrences.functions:
            if any(isinstance(part, ast.Yield | ast.YieldFrom | ast.Await) for part in walk(method)) and self._is_in(method):
                return None
            for block, above in _with_tests(method):
                for index, node in enumerate(block):
                    change = self._change(node)
                    if change is None:
                        continue
                    known += 1
                    beside = self._beside(block, index, change)
                    if beside is not None and (change < 0 or self._is_new(block, index, above)):
                        counted.append(beside)
                    elif change < 0 or not self._is_old(block, index, above):
                        return None
        steps = [item for item in map(self._parent, self._stores(self.count)) if isinstance(item, ast.stmt) and _step(item)]
        is_whole = len(counted) == len(set(map(id, counted))) and set(map(id, counted)) == set(map(id, steps))
        return counted if is_whole and known and self._uses() == known else None

    def _uses(self) -> int:
        """How many mentions of the dictionary may change it; -1 where one lets it out."""
        changes = 0
        for use in self.program.facts.occurrences.attribute_loads[self.dictionary]:
            above = self._parent(use)
            if isinstance(above, ast.Subscript):
                changes += not isinstance(above.ctx, ast.Load)
            elif isinstance(above, ast.Attribute):
                if above.attr not in _LOOKING | _TAKING:
                    return -1
                changes += above.attr in _TAKING
            elif isinstance(above, ast.AugAssign | ast.NamedExpr):
                return -1
        return changes

    def _change(self, node: ast.stmt) -> int | None:
        """Whether a statement puts an entry in (1) or takes one out (-1)."""
        put = stored_entry(node)
        if put is not None and self._is_dictionary(put[0].owner):
            return 1
        if isinstance(node, ast.Delete) and len(node.targets) == 1 and isinstance(target := node.targets[0], ast.Subscript):
            return -1 if self._is_dictionary(target.value) else None
        called = node.value if isinstance(node, ast.Expr | ast.Assign) else None
        is_taking = isinstance(called, ast.Call) and isinstance(called.func, ast.Attribute) and called.func.attr in _TAKING
        if not is_taking or not isinstance(called, ast.Call) or not self._is_dictionary(called.func.value):  # type: ignore[attr-defined]
            return None
        return -1 if len(called.args) < 2 else None

    def _beside(self, block: list[ast.stmt], index: int, change: int) -> ast.stmt | None:
        """The count's change next to a statement: after it, or also before it where that cannot fail."""
        places = [index + 1]
        follower = block[index + 1] if index + 1 < len(block) else None
        if isinstance(follower, ast.Expr) and (moved := takes_by_key(follower, "move_to_end")) and self._is_dictionary(moved.owner):
            places.append(index + 2)
        put = stored_entry(block[index])
        if put is not None and self.program.facts.is_readable(put[1]):
            places.append(index - 1)
        for place in places:
            node = block[place] if 0 <= place < len(block) else None
            if node is not None and _step(node) == change and self._is_count(_target(node)):
                return node
        return None

    def _is_new(self, block: list[ast.stmt], index: int, above: list[tuple[ast.expr, bool]]) -> bool:
        """Whether the entry that a statement sets was not there before."""
        return self._is_known(block, index, above, is_in=False)

    def _is_old(self, block: list[ast.stmt], index: int, above: list[tuple[ast.expr, bool]]) -> bool:
        """Whether the entry that a statement sets was there before."""
        return self._is_known(block, index, above, is_in=True)

    def _is_known(self, block: list[ast.stmt], index: int, above: list[tuple[ast.expr, bool]], *, is_in: bool) -> bool:
        """Whether a test right above, with nothing in between that may change the dictionary, says whether there is such an entry."""
        put = stored_entry(block[index])
        if put is None or not self._has_lasting_key(put[0]):
            return False
        for node in reversed(block[:index]):
            if isinstance(node, ast.If) and always_leaves(node.body) and not node.orelse and not _calls(node.test):
                said = _said(node.test, put[0])
                if said is not None:
                    return said != is_in
            elif not self._is_harmless(node):
                return False
        test, holds = above[-1] if above else (ast.Constant(None), True)
        said = _said(test, put[0])
        return said is not None and (said == holds) == is_in

    def _is_harmless(self, node: ast.stmt) -> bool:
        """Whether a statement changes no entry: it calls nothing, or moves one, or is simple and has nothing to do with them."""
        moved = takes_by_key(node, "move_to_end") if isinstance(node, ast.Expr) else None
        if moved is not None and self._is_dictionary(moved.owner):
            return True
        is_simple = isinstance(node, ast.Assign | ast.AugAssign | ast.Pass) and not _calls(node)
        return is_simple and not any(self._is_dictionary(part) for part in walk(node) if isinstance(part, ast.expr))

    def _has_lasting_key(self, entry: Entry) -> bool:
        """Whether the key is a variable that is set once, or a constant, of a built-in type."""
        key, facts = entry.key, self.program.facts
        if not is_hashable(facts.type_of(key)):
            return False
        return isinstance(key, ast.Constant) or (isinstance(key, ast.Name) and len(facts.occurrences.stores[key.id]) == 1)

    def _is_dictionary(self, node: ast.expr) -> bool:
        return isinstance(node, ast.Attribute) and node.attr == self.dictionary

    def _is_count(self, node: ast.expr | None) -> bool:
        return isinstance(node, ast.Attribute) and node.attr == self.count

    def _is_in(self, node: ast.AST | list[ast.stmt]) -> bool:
        parts = node if isinstance(node, list) else [node]
        return any(isinstance(part, ast.Attribute) and part.attr in (self.count, self.dictionary) for item in parts for part in walk(item))

    def _parent(self, node: ast.AST) -> ast.AST | None:
        return self.program.facts.occurrences.parent(node)

    def _stores(self, name: str) -> list[ast.AST]:
        return self.program.facts.occurrences.attribute_stores[name]


def _said(test: ast.expr, entry: Entry) -> bool | None:
    """Whether a test asks for an entry (True), or whether it is missing (False)."""
    if is_asked_for(test, entry):
        return True
    return False if is_missing(test, entry) else None


def _calls(node: ast.AST) -> bool:
    return any(isinstance(part, ast.Call | ast.Await) for part in walk(node))


def _with_tests(method: ast.FunctionDef | ast.AsyncFunctionDef) -> list[tuple[list[ast.stmt], list[tuple[ast.expr, bool]]]]:
    """Each block of a function, with the tests above it and whether they hold there; what is above a loop's block is not known in it."""
    found: list[tuple[list[ast.stmt], list[tuple[ast.expr, bool]]]] = []
    waiting: list[tuple[list[ast.stmt], list[tuple[ast.expr, bool]]]] = [(method.body, [])]
    while waiting:
        block, above = waiting.pop()
        found.append((block, above))
        for node in block:
            if isinstance(node, ast.If):
                waiting += [(node.body, [*above, (node.test, True)]), (node.orelse, [*above, (node.test, False)])]
            else:
                waiting += [(inner, []) for inner in blocks_of(node) if inner is not block]
    return found


def _replace(count: str, dictionary: str, changes: list[ast.stmt], program: Program) -> None:
    occurrences = program.facts.occurrences
    start = [
        item for item in map(occurrences.parent, occurrences.attribute_stores[count]) if isinstance(item, ast.stmt) and not _step(item)
    ]
    gone = {id(item) for item in [*start, *changes]}
    for use in occurrences.attribute_loads[count]:
        owner = ast.Attribute(copy.deepcopy(use.value), dictionary, ast.Load())
        if id(occurrences.statement_of(use)) not in gone:
            become(use, ast.Call(ast.Name("len", ast.Load()), [owner], []))
    for block in blocks_of(program.tree):
        if any(id(node) in gone for node in block):
            block[:] = [node for node in block if id(node) not in gone] or [ast.Pass()]


RULES = (ProgramRule("entry_counts", _count_entries, (ast.ClassDef,)),)
