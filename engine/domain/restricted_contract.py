"""A contract together with the rules that hold for its answers."""

from dataclasses import dataclass

from engine.domain.contract import Contract
from engine.domain.restriction import BoundRule


@dataclass(frozen=True, slots=True)
class RestrictedContract(Contract):
    """What merging restriction sets into a contract makes: the same contract, the sets by id and version, and all their rules.

    `restriction_sets` holds (id, version) of each set, ordered by id; `rules` has the rules for the contract's kind in that order.
    """

    restriction_sets: tuple[tuple[str, str], ...] = ()
    rules: tuple[BoundRule, ...] = ()
