"""Merging restriction sets into a contract; pure."""

from collections.abc import Sequence
from dataclasses import fields
from datetime import date
from typing import Any

from engine.domain.contract import Contract
from engine.domain.errors import Fault, InvalidInput
from engine.domain.restricted_contract import RestrictedContract
from engine.domain.restriction import BoundRule, RestrictionSet, Rule, Waiver
from engine.restrictions.conflicts import rule_conflicts

HINT = "Attach one version of each set, made for the contract's kind of output, and sets that agree with each other."
PLACE = "$.restriction_sets"


class RestrictionMerger:
    """Puts the rules of several sets together."""

    @staticmethod
    def merge(
        contract: Contract, restriction_sets: Sequence[RestrictionSet], as_of: date | None = None, place: str = PLACE
    ) -> RestrictedContract:
        """A new contract: the given one with the rules of all sets for its kind, ordered by set id and then as their set orders them.

        The order of `restriction_sets` does not matter, and merging one after the other gives the same as merging all at once.
        Exceptions that name other contracts, or expired before the day `as_of`, are left out; without a day none holds. Raises
        InvalidInput naming every conflict, at its index below `place`: a set attached twice, a set for other kinds of output, two sets
        with different limits for the same thing, and one requiring what another forbids.
        """
        known = contract if isinstance(contract, RestrictedContract) else RestrictedContract(**_values(contract))
        faults = [*_version_conflicts(known, restriction_sets, place), *_kind_conflicts(contract, restriction_sets, place)]
        if faults:
            raise InvalidInput(faults, HINT)
        rules = (*known.rules, *(bound for item in restriction_sets for bound in _bound(item, contract, as_of)))
        ordered = tuple(sorted(rules, key=lambda bound: bound.set_id))
        faults = rule_conflicts(ordered, {item.id: f"{place}[{index}]" for index, item in enumerate(restriction_sets)})
        if faults:
            raise InvalidInput(faults, HINT)
        names = sorted([*known.restriction_sets, *((item.id, item.version) for item in restriction_sets)])
        return RestrictedContract(**{**_values(contract), "restriction_sets": tuple(names), "rules": ordered})


def _values(contract: Contract) -> dict[str, Any]:
    return {item.name: getattr(contract, item.name) for item in fields(contract)}


def _bound(item: RestrictionSet, contract: Contract, as_of: date | None) -> list[BoundRule]:
    rules = [rule for rule in item.rules if contract.kind in (rule.kinds or item.kinds)]
    return [BoundRule(item.id, item.version, rule, _in_force(rule, contract, as_of)) for rule in rules]


def _in_force(rule: Rule, contract: Contract, as_of: date | None) -> tuple[Waiver, ...]:
    if as_of is None:
        return ()
    named = [waiver for waiver in rule.exceptions if not waiver.contracts or contract.id in waiver.contracts]
    return tuple(waiver for waiver in named if as_of <= date.fromisoformat(waiver.expires))


def _version_conflicts(contract: RestrictedContract, sets: Sequence[RestrictionSet], place: str) -> list[Fault]:
    first = dict(contract.restriction_sets)
    faults = []
    for index, item in enumerate(sets):
        if item.id in first:
            message = f"the set '{item.id}' is attached twice, as version {first[item.id]} and as version {item.version}"
            faults.append(Fault(message, f"{place}[{index}]"))
        first.setdefault(item.id, item.version)
    return faults


def _kind_conflicts(contract: Contract, sets: Sequence[RestrictionSet], place: str) -> list[Fault]:
    return [
        Fault(f"the set '{item.id}' is for {', '.join(item.kinds)}, but '{contract.id}' asks for {contract.kind}", f"{place}[{index}]")
        for index, item in enumerate(sets)
        if contract.kind not in item.kinds
    ]
