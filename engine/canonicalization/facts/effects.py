"""Effects: what evaluating code may read, write, raise or leave.

An effect system in the manner of Lucassen and Gifford (1988), with one region for each local variable (`v3`), one for the container
that a confined variable holds (`heap v3`), one more (`!v3`) where others may look at the variable later: inner functions, or handlers,
one for the rest of the heap (`heap`) and one for the outside world (`world`).
"""

import ast
from typing import NamedTuple

HEAP = "heap"
WORLD = "world"
LASTING = "!"
_NOTHING: frozenset[str] = frozenset()


class Effects(NamedTuple):
    """Regions read and written; whether it may raise; whether it may leave (return, break, continue) or never end."""

    reads: frozenset[str] = _NOTHING
    writes: frozenset[str] = _NOTHING
    raises: bool = False
    leaves: bool = False

    def __or__(self, other: "Effects") -> "Effects":
        """Both, one after the other."""
        if other is NO_EFFECTS:
            return self
        if self is NO_EFFECTS:
            return other
        return Effects(self.reads | other.reads, self.writes | other.writes, self.raises or other.raises, self.leaves or other.leaves)

    @property
    def is_total(self) -> bool:
        """Whether it only computes a value: nothing written, raised or left."""
        return not (self.writes or self.raises or self.leaves)

    @property
    def is_constant(self) -> bool:
        """Whether it is total and reads no container and nothing outside, only variables."""
        return self.is_total and not any(region.startswith(HEAP) or region == WORLD for region in self.reads)


NO_EFFECTS = Effects()
RAISES = Effects(raises=True)
ANYTHING = Effects(frozenset({HEAP, WORLD}), frozenset({HEAP, WORLD}), raises=True)


def is_lasting(region: str) -> bool:
    """Whether a region can be seen after the function has ended: the shared heap, the outside world, attributes and what they hold."""
    return region in {HEAP, WORLD} or region.startswith((".", f"{HEAP} .", LASTING))


def overlap(first: frozenset[str], second: frozenset[str]) -> bool:
    """Whether two sets of regions have one in common; unknown code may touch every attribute."""
    if first & second:
        return True
    return (WORLD in first and any(map(is_lasting, second))) or (WORLD in second and any(map(is_lasting, first)))


def interferes(first: Effects, second: Effects) -> bool:
    """Whether exchanging two neighbours may be noticed: by data, by which exception comes first, or by what an exception leaves behind."""
    if overlap(first.writes, second.reads | second.writes) or overlap(second.writes, first.reads):
        return True
    if first.leaves or second.leaves:
        return not (first.is_total or second.is_total)
    return _exception_is_noticed(first, second) or _exception_is_noticed(second, first)


def _exception_is_noticed(first: Effects, second: Effects) -> bool:
    return first.raises and (second.raises or any(map(is_lasting, second.writes)))


def reading(name: str) -> Effects:
    """The effect of reading one region."""
    return Effects(reads=frozenset({name}))


def effects_of_target(name: ast.Name) -> Effects:
    """The effect of assigning a local variable."""
    return Effects(writes=frozenset({name.id}))
