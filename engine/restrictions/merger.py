"""Merging restriction sets into the rules that hold for one contract; pure."""

from collections.abc import Sequence
from datetime import date

from engine.domain.contract import Contract
from engine.domain.errors import Fault, InvalidInput
from engine.domain.restriction import BoundRule, RestrictionSet, Rule, Waiver
from engine.restrictions.conflicts import rule_conflicts

HINT = "Attach one version of each set, made for the contract's kind of output, and sets that agree with each other."


class RestrictionMerger:
    """Puts the rules of several sets together."""

    @staticmethod
    def merge(contract: Contract, sets: Sequence[RestrictionSet], as_of: date | None = None) -> tuple[BoundRule, ...]:
        """All rules of all sets that are for the contract's kind, ordered by set id and then as their set orders them.

        The order of `sets` does not matter. Exceptions that name other contracts, or expired before the day `as_of`, are left out; without
        a day none holds. Raises InvalidInput naming every conflict: two versions of one set, a set for other kinds of output, two sets
        with different limits for the same thing, and one requiring what another forbids.
        """
        ordered = sorted(sets, key=lambda item: (item.id, item.version))
        faults = [*_version_conflicts(sets), *_kind_conflicts(contract, sets)]
        rules = tuple(
            BoundRule(item.id, item.version, rule, _in_force(rule, contract, as_of))
            for item in ordered
            for rule in item.rules
            if contract.kind in (rule.kinds or item.kinds)
        )
        faults = faults or rule_conflicts(rules, {item.id: index for index, item in enumerate(sets)})
        if faults:
            raise InvalidInput(faults, HINT)
        return rules


def _in_force(rule: Rule, contract: Contract, as_of: date | None) -> tuple[Waiver, ...]:
    if as_of is None:
        return ()
    named = [waiver for waiver in rule.exceptions if not waiver.contracts or contract.id in waiver.contracts]
    return tuple(waiver for waiver in named if as_of <= date.fromisoformat(waiver.expires))


def _version_conflicts(sets: Sequence[RestrictionSet]) -> list[Fault]:
    first: dict[str, str] = {}
    faults = []
    for index, item in enumerate(sets):
        if item.id in first:
            message = f"the set '{item.id}' is attached twice, as version {first[item.id]} and as version {item.version}"
            faults.append(Fault(message, f"$.restriction_sets[{index}]"))
        first.setdefault(item.id, item.version)
    return faults


def _kind_conflicts(contract: Contract, sets: Sequence[RestrictionSet]) -> list[Fault]:
    return [
        Fault(
            f"the set '{item.id}' is for {', '.join(item.kinds)}, but '{contract.id}' asks for {contract.kind}",
            f"$.restriction_sets[{index}]",
        )
        for index, item in enumerate(sets)
        if contract.kind not in item.kinds
    ]
