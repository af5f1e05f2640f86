"""Live ranges: which assignments of a local variable can reach which of its uses.

Reaching definitions (Kildall 1973; Aho, Lam, Sethi, Ullman, "Compilers", section 9.2.4) over Python's structured statements, joined
into webs: two definitions that reach one use are one variable; definitions that share no use are two, whatever their name.
"""

import ast
from collections.abc import Sequence
from dataclasses import dataclass, field

from engine.canonicalization.facts.scopes import COMPREHENSIONS, FUNCTIONS, Scope, ScopeTree, all_arguments
from engine.canonicalization.trees import child_nodes, walk

State = dict[str, frozenset[int]]
_UNBOUND = frozenset({-1})
_OPENING = frozenset([*COMPREHENSIONS, *FUNCTIONS])


@dataclass(slots=True)
class LiveRanges:
    """The live ranges of one function's splittable names: `range_of[id(node)]` is a definition number; `root` joins them.

    `maybe_unbound` holds definitions whose uses can be reached without any definition.
    """

    range_of: dict[int, int] = field(default_factory=dict)
    parents: list[int] = field(default_factory=list)
    maybe_unbound: set[int] = field(default_factory=set)

    def new(self) -> int:
        """Number a definition."""
        self.parents.append(len(self.parents))
        return len(self.parents) - 1

    def root(self, number: int) -> int:
        """The representative of a definition's live range."""
        while self.parents[number] != number:
            self.parents[number] = self.parents[self.parents[number]]
            number = self.parents[number]
        return number

    def join(self, first: int, second: int) -> None:
        """Make two definitions one live range."""
        low, high = sorted((self.root(first), self.root(second)))
        self.parents[high] = low


def merge(*states: State | None) -> State | None:
    """What may reach a point that several paths lead to; None is an unreachable path."""
    reachable = [state for state in states if state is not None]
    if not reachable:
        return None
    merged = dict(reachable[0])
    for state in reachable[1:]:
        for name, numbers in state.items():
            merged[name] = merged.get(name, frozenset()) | numbers
    return merged


class LiveRangeAnalysis:
    """Walks one function's body and joins the definitions of each splittable name that reach a common use."""

    def __init__(self, scopes: ScopeTree, scope: Scope, splittable: set[str]) -> None:
        """Take the function's scope and the names to split; all others are left alone."""
        self.scopes, self.scope, self.splittable = scopes, scope, splittable
        self.ranges = LiveRanges()
        self.loops: list[tuple[list[State | None], list[State | None]]] = []
        self.definitions_seen: list[set[tuple[str, int]]] = []
        self.definitions: dict[str, list[int]] = {}
        self.undefined: list[tuple[str, int]] = []

    def run(self, node: ast.FunctionDef | ast.AsyncFunctionDef) -> LiveRanges:
        """Analyse the whole function; parameters are definitions made on entry."""
        state: State = dict.fromkeys(self.splittable, _UNBOUND)
        for argument in all_arguments(node.args):
            self._define(argument, argument.arg, state)
        self._block(node.body, state)
        self._give_definitions()
        return self.ranges

    def _give_definitions(self) -> None:
        """A use that no definition reaches belongs to some definition of its name, so that the name stays local."""
        defined = {self.ranges.root(number) for numbers in self.definitions.values() for number in numbers}
        for name, number in self.undefined:
            if self.ranges.root(number) not in defined and name in self.definitions:
                self.ranges.join(number, self.definitions[name][0])
        self.ranges.maybe_unbound.update(self.ranges.root(number) for _, number in self.undefined)

    def _define(self, node: ast.AST, name: str, state: State) -> None:
        if name not in self.splittable:
            return
        number = self.ranges.range_of.get(id(node))
        if number is None:
            number = self.ranges.range_of[id(node)] = self.ranges.new()
            self.definitions.setdefault(name, []).append(number)
        state[name] = frozenset({number})
        for seen in self.definitions_seen:
            seen.add((name, number))

    def _use(self, node: ast.Name, state: State, scope: Scope) -> None:
        if node.id not in self.splittable or scope.owner_of(node.id) is not self.scope:
            return
        reaching = state.get(node.id, _UNBOUND)
        numbers = reaching - _UNBOUND
        own = self.ranges.range_of.get(id(node))
        if own is None:
            own = self.ranges.range_of[id(node)] = min(numbers) if numbers else self.ranges.new()
            if not numbers:
                self.undefined.append((node.id, own))
        joined = self.ranges.parents
        for number in numbers:
            if joined[number] != joined[own]:
                self.ranges.join(own, number)
        if numbers != reaching:
            self.ranges.maybe_unbound.add(own)

    def _expression(self, node: ast.AST | None, state: State) -> None:
        if node is not None:
            self._walk(node, state, self.scope)

    def _walk(self, node: ast.AST, state: State, scope: Scope) -> None:
        kind = node.__class__
        if kind is ast.Name:
            assert isinstance(node, ast.Name)
            if node.ctx.__class__ is ast.Load:
                self._use(node, state, scope)
            elif scope is self.scope:
                self._define(node, node.id, state)
            return
        if kind is ast.Constant:
            return
        if kind not in _OPENING:
            for child in child_nodes(node):
                self._walk(child, state, scope)
            return
        if isinstance(node, COMPREHENSIONS):
            inner = self.scopes.of[node]
            self._walk(node.generators[0].iter, state, scope)
            for child in child_nodes(node):
                if isinstance(child, ast.comprehension):
                    parts = [child.target, *child.ifs, *([] if child is node.generators[0] else [child.iter])]
                    for part in parts:
                        self._walk(part, state, inner)
                else:
                    self._walk(child, state, inner)
            return
        self._function_header(node, state, scope)

    def _function_header(self, node: ast.AST, state: State, scope: Scope) -> None:
        """Inner functions use only names that are not splittable, but their defaults and decorators are evaluated here."""
        assert isinstance(node, FUNCTIONS)
        for default in [*node.args.defaults, *node.args.kw_defaults]:
            if default is not None:
                self._walk(default, state, scope)
        for decorator in [] if isinstance(node, ast.Lambda) else node.decorator_list:
            self._walk(decorator, state, scope)

    def _block(self, statements: Sequence[ast.stmt], state: State | None) -> State | None:
        for statement in statements:
            if state is None:
                state = {}
            state = self._statement(statement, dict(state))
        return state

    def _statement(self, node: ast.stmt, state: State) -> State | None:
        match node:
            case ast.Assign():
                self._expression(node.value, state)
                for target in node.targets:
                    self._expression(target, state)
            case ast.AugAssign():
                self._augmented(node, state)
            case ast.AnnAssign():
                self._expression(node.value, state)
                if node.value is not None:
                    self._expression(node.target, state)
            case ast.If():
                self._expression(node.test, state)
                return merge(self._block(node.body, state), self._block(node.orelse, state))
            case ast.While() | ast.For() | ast.AsyncFor():
                return self._loop(node, state)
            case ast.Try() | ast.TryStar():
                return self._try(node, state)
            case ast.With() | ast.AsyncWith():
                for item in node.items:
                    self._expression(item.context_expr, state)
                    self._expression(item.optional_vars, state)
                before = state
                after = self._protected(node.body, state)
                return merge(before, *after)
            case ast.Match():
                return self._match(node, state)
            case ast.Break() | ast.Continue():
                if self.loops:
                    self.loops[-1][isinstance(node, ast.Continue)].append(state)
                return None
            case ast.Return() | ast.Raise():
                for child in child_nodes(node):
                    self._expression(child, state)
                return None
            case ast.FunctionDef() | ast.AsyncFunctionDef():
                self._function_header(node, state, self.scope)
                self._define(node, node.name, state)
            case ast.ClassDef():
                for child in [*node.decorator_list, *node.bases, *(keyword.value for keyword in node.keywords)]:
                    self._expression(child, state)
                self._define(node, node.name, state)
            case ast.Import() | ast.ImportFrom():
                for alias in node.names:
                    self._define(alias, alias.asname or alias.name.split(".")[0], state)
            case _:
                for child in child_nodes(node):
                    self._expression(child, state)
        return state

    def _augmented(self, node: ast.AugAssign, state: State) -> None:
        if not isinstance(node.target, ast.Name):
            self._expression(node.target, state)
            self._expression(node.value, state)
            return
        self._use(node.target, state, self.scope)
        self._expression(node.value, state)
        if node.target.id in self.splittable:
            number = self.ranges.range_of[id(node.target)]
            self.definitions.setdefault(node.target.id, []).append(number)
            state[node.target.id] = frozenset({number})
            for seen in self.definitions_seen:
                seen.add((node.target.id, number))

    def _loop(self, node: ast.While | ast.For | ast.AsyncFor, state: State) -> State | None:
        if not isinstance(node, ast.While):
            self._expression(node.iter, state)
        entry: State | None = state
        while True:
            breaks: list[State | None] = []
            continues: list[State | None] = []
            self.loops.append((breaks, continues))
            assert entry is not None
            top = dict(entry)
            self._expression(node.test if isinstance(node, ast.While) else None, top)
            inside = dict(top)
            self._expression(None if isinstance(node, ast.While) else node.target, inside)
            end = self._block(node.body, inside)
            self.loops.pop()
            following = merge(entry, end, *continues)
            if following == entry:
                break
            entry = following
        return merge(self._block(node.orelse, top), *breaks)

    def _protected(self, statements: Sequence[ast.stmt], state: State) -> tuple[State | None, State]:
        """The state at the end of a block that may be left anywhere, and the state that may hold wherever it is left."""
        seen: set[tuple[str, int]] = set()
        self.definitions_seen.append(seen)
        end = self._block(statements, state)
        self.definitions_seen.pop()
        anywhere = dict(state)
        for name, number in seen:
            anywhere[name] = anywhere.get(name, frozenset()) | {number}
        return end, anywhere

    def _try(self, node: ast.Try | ast.TryStar, state: State) -> State | None:
        end, anywhere = self._protected(node.body, state)
        ends = [self._block(node.orelse, end) if end is not None else None]
        for handler in node.handlers:
            inside = dict(anywhere)
            self._expression(handler.type, inside)
            ends.append(self._block(handler.body, inside))
        return self._block(node.finalbody, merge(*ends, anywhere)) if node.finalbody else merge(*ends)

    def _match(self, node: ast.Match, state: State) -> State | None:
        self._expression(node.subject, state)
        ends: list[State | None] = [state]
        for case in node.cases:
            inside = dict(state)
            for pattern in walk(case.pattern):
                if isinstance(pattern, ast.MatchAs | ast.MatchStar) and pattern.name is not None:
                    self._define(pattern, pattern.name, inside)
                elif isinstance(pattern, ast.MatchMapping) and pattern.rest is not None:
                    self._define(pattern, pattern.rest, inside)
            self._expression(case.guard, inside)
            ends.append(self._block(case.body, inside))
            ends.append(inside)
        return merge(*ends)
