"""Merging restriction sets into the rules that hold for one contract; pure."""

from collections.abc import Sequence

from engine.domain.contract import Contract
from engine.domain.errors import Fault, InvalidInput
from engine.domain.restriction import BoundRule, RestrictionSet


class RestrictionMerger:
    """Puts the rules of several sets together."""

    @staticmethod
    def merge(contract: Contract, sets: Sequence[RestrictionSet]) -> tuple[BoundRule, ...]:
        """All rules of all sets, ordered by set id and then as their set orders them.

        Raises InvalidInput naming every conflict: two versions of one set, and a set that is not for the contract's kind of output.
        """
        faults = [*_version_conflicts(sets), *_kind_conflicts(contract, sets)]
        if faults:
            raise InvalidInput(faults, "Attach one version of each set, made for the contract's kind of output.")
        ordered = sorted(sets, key=lambda item: item.id)
        return tuple(BoundRule(item.id, item.version, rule) for item in ordered for rule in item.rules)


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
