"""A program under rewriting: a tree with unique names, and the facts about it."""

import ast
from dataclasses import dataclass, field

from engine.canonicalization.facts.binding import Bindings
from engine.canonicalization.facts.occurrences import Occurrences, collect_occurrences
from engine.canonicalization.facts.program_facts import ProgramFacts
from engine.canonicalization.facts.types import Type
from engine.canonicalization.members import private_attributes, uses_reflection


@dataclass(frozen=True, slots=True)
class Assumptions:
    """What the contract vouches for, so that rewrites of level `checked` may rely on it.

    `entry_point` is the only name that callers use; they call it with positional arguments of the types in `parameter_types`
    (by position), at least `lower_bounds` where an integer has one. `public_members` are the methods that callers of an entry class
    use (None: any), with arguments of `method_types`. `outside` is the statement that the contract demands where an argument is below its
    bound, None where it leaves that open. All empty at level `canonical`.
    """

    entry_point: str | None = None
    parameter_types: tuple[Type, ...] = ()
    lower_bounds: tuple[int | None, ...] = ()
    public_members: frozenset[str] | None = None
    method_types: tuple[tuple[str, tuple[Type, ...]], ...] = ()
    outside: str | None = None
    only_exception_types_matter: bool = False
    allow_print_removal: bool = False


NO_ASSUMPTIONS = Assumptions()


@dataclass(slots=True)
class Program:
    """A module whose local variables have unique names. `facts` are gathered when asked for and forgotten by `changed`.

    `version` counts the changes: two answers about one version are the same. `blocks` are those below each statement of the module that
    has any, once somebody has looked for them in this version.
    """

    tree: ast.Module
    bindings: Bindings
    declared: dict[str, Type] = field(default_factory=dict)
    lower_bounds: dict[str, int] = field(default_factory=dict)
    assumptions: Assumptions = NO_ASSUMPTIONS
    version: int = 0
    meets_policy: bool = False
    _facts: ProgramFacts | None = None
    _has_reflection: bool | None = None
    blocks: list[list[list[ast.stmt]]] | None = None

    @property
    def facts(self) -> ProgramFacts:
        """The facts about the tree as it is now."""
        if self._facts is None:
            self._facts = ProgramFacts(self.tree, self.bindings, self.declared, self.assumptions.entry_point, self._attributes())
        return self._facts

    @property
    def occurrences(self) -> Occurrences:
        """Where names occur in the tree as it is now."""
        return self._facts.occurrences if self._facts is not None else collect_occurrences(self.tree)

    @property
    def has_reflection(self) -> bool:
        """Whether the tree as it is now may name members by texts, or is told their names."""
        if self._has_reflection is None:
            self._has_reflection = uses_reflection(self.tree)
        return self._has_reflection

    def _attributes(self) -> frozenset[str]:
        if self.assumptions.public_members is None or self.has_reflection:
            return frozenset()
        return private_attributes(self.tree, self.assumptions.entry_point)

    def changed(self) -> None:
        """Forget the facts, because the tree is another one now."""
        self._facts = self._has_reflection = self.blocks = None
        self.version += 1

    @property
    def is_checked(self) -> bool:
        """Whether rewrites may rely on the contract's domain and on positional callers."""
        return self.assumptions.entry_point is not None


def entry_parameters(tree: ast.Module, assumptions: Assumptions) -> list[str]:
    """The parameters of the entry function, in order; empty when it is not a plain function of the module."""
    for node in tree.body:
        if isinstance(node, ast.FunctionDef) and node.name == assumptions.entry_point:
            return [argument.arg for argument in [*node.args.posonlyargs, *node.args.args]]
    return []
