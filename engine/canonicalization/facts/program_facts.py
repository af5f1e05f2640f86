"""All facts about a module whose names are unique, gathered afresh after each round of rewrites."""

import ast
import builtins

from engine.canonicalization.facts.binding import Bindings
from engine.canonicalization.facts.colours import Colours
from engine.canonicalization.facts.confinement import is_confined, is_confined_attribute, known_imports
from engine.canonicalization.facts.definitions import definitions_of, private_parameters
from engine.canonicalization.facts.effect_rules import EffectRules
from engine.canonicalization.facts.effects import Effects
from engine.canonicalization.facts.inference import Inference
from engine.canonicalization.facts.occurrences import HANDLERS, Occurrences, collect_occurrences
from engine.canonicalization.facts.quiet_functions import quiet_functions
from engine.canonicalization.facts.types import NEVER, NUMBERS, UNKNOWN, Type, join, kind
from engine.canonicalization.trees import walk

_ROUNDS = 8
BUILTINS = frozenset(dir(builtins))


class ProgramFacts:
    """Occurrences, confined containers, types and effects of one module. Stale as soon as the tree changes."""

    def __init__(
        self,
        tree: ast.Module,
        bindings: Bindings,
        declared: dict[str, Type],
        entry_point: str | None = None,
        attributes: frozenset[str] = frozenset(),
    ) -> None:
        """Gather facts; `declared` gives the types of parameters by unique name, as far as something vouches for them.

        An `entry_point` says that callers use nothing else of the module; `attributes` are those that only the module's one class sets.
        """
        self.tree, self.bindings, self.declared = tree, bindings, declared
        self.occurrences: Occurrences = collect_occurrences(tree)
        self.private = private_parameters(tree, self.occurrences, entry_point)
        self.shadowed = frozenset(name for name in self.occurrences.stores if name in BUILTINS)
        self.confined = frozenset(
            name
            for name, variable in bindings.variables.items()
            if variable.role == "local" and variable.is_surely_bound and is_confined(name, self.occurrences)
        ) | {f".{name}" for name in attributes if is_confined_attribute(name, self.occurrences)}
        self.attributes = attributes
        self.inference = Inference(self._start(), {}, self.shadowed, known_imports(self.occurrences))
        self._settle()
        self.inference.settle()
        self.effect_rules = EffectRules(self.inference, self.confined, bindings, attributes, lasting_variables(self.occurrences, bindings))
        quiet_functions(tree, self.occurrences, bindings, self.effect_rules)
        self._colours: Colours | None = None

    @property
    def colours(self) -> Colours:
        """An order of expressions that does not depend on names."""
        if self._colours is None:
            self._colours = Colours(self.tree, self.bindings, lambda node: kind(self.type_of(node)) in NUMBERS, self.attributes)
        return self._colours

    def type_of(self, node: ast.expr) -> Type:
        """The certain type of an expression."""
        return self.inference.of(node)

    def effects_of(self, node: ast.AST | None) -> Effects:
        """What evaluating an expression, or running a statement, may do."""
        return self.effect_rules.of(node)

    def forget(self) -> None:
        """Forget what was found out about pieces of code, because one was rewritten."""
        self.inference.settle()
        self.effect_rules.forget()

    def forget_at(self, node: ast.AST) -> None:
        """Forget what was found out about a piece of code, and about all that it is part of, because it is another one now."""
        above: ast.AST | None = node
        while above is not None:
            self.inference.forget(above)
            self.effect_rules.forget(above)
            above = self.occurrences.parent(above)

    def is_readable(self, node: ast.expr) -> bool:
        """Whether an expression is a constant, or a variable that surely has a value, and that no other function can set."""
        if isinstance(node, ast.Constant):
            return True
        variable = self.bindings.variables.get(node.id) if isinstance(node, ast.Name) else None
        return variable is not None and variable.is_surely_bound and not variable.is_captured

    def is_local(self, name: str) -> bool:
        """Whether a unique name is a local variable of some function."""
        return name in self.bindings.variables

    def _start(self) -> dict[str, Type]:
        names = [name for name, variable in self.bindings.variables.items() if variable.is_surely_bound]
        return dict.fromkeys([*names, *(f".{name}" for name in self.attributes)], NEVER) | self.declared

    def _settle(self) -> None:
        """Iterate to a fixed point: until as many in a row as there are do not change.

        What still changes after a few rounds is unknown, and so changes no more.
        """
        inference = self.inference
        definitions = definitions_of(self.tree, self.occurrences, self.bindings, self.confined, self.attributes)
        environment, functions = inference.environment, inference.functions
        functions.update(dict.fromkeys(definitions.functions, NEVER))
        starts: dict[str, Type] = dict.fromkeys((f".{name}" for name in self.attributes), NEVER)
        for name, variable in self.bindings.variables.items():
            starts[name] = UNKNOWN if variable.role == "parameter" and name not in self.private else NEVER
        items = [(environment, name, self.declared.get(name, starts[name]), sources) for name, sources in definitions.variables.items()]
        items += [(functions, name, NEVER, sources) for name, sources in definitions.functions.items()]
        turn = unchanged = 0
        while unchanged < len(items):
            round_number, place = divmod(turn, len(items))
            table, name, found, sources = items[place]
            for source in sources:
                found = join(found, source(inference))
                if found is UNKNOWN:
                    break
            has_changed = _update(inference, table, name, found, widen=round_number >= _ROUNDS)
            turn, unchanged = turn + 1, 0 if has_changed else unchanged + 1
        for table in (environment, functions):
            for name in [name for name, type_ in table.items() if type_ == NEVER]:
                table[name] = UNKNOWN


def lasting_variables(occurrences: Occurrences, bindings: Bindings) -> frozenset[str]:
    """Variables that somebody may look at after an exception: captured ones, and all of a function that handles exceptions itself."""
    names = {name for name, variable in bindings.variables.items() if variable.is_captured}
    for function in occurrences.functions if occurrences.handles_exceptions else ():
        if any(isinstance(node, HANDLERS) for node in walk(function)):
            names.update(node.id for node in walk(function) if isinstance(node, ast.Name) and node.id in bindings.variables)
    return frozenset(names)


def _update(inference: Inference, table: dict[str, Type], name: str, found: Type, *, widen: bool) -> bool:
    old = table.get(name, NEVER)
    if old == found:
        return False
    table[name] = UNKNOWN if widen else found
    inference.version += 1
    return table[name] != old
