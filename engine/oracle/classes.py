"""Behaviour classes of a job: equal observations on every input, and between two classes the smallest input that tells them apart."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from engine.domain.behaviour import BehaviourClass, InputSource, Witness
from engine.oracle.behaviour import Behaviour, differing
from engine.oracle.generation.inputs import encoded
from engine.oracle.trial_plan import TrialPlan
from engine.oracle.written_calls import changed_argument, written

COMPARED_WITH_ALL = 8
UNLIKE = "(not alike: the difference is too long to be shown)"


@dataclass(frozen=True, slots=True)
class Member:
    """One run in a class: its index, the signature of its behaviour, and whether it passes the oracle."""

    run_index: int
    signature: str
    passes_oracle: bool


def behaviour_classes(members: Sequence[Member], behaviours: Mapping[str, Behaviour], plan: TrialPlan) -> tuple[BehaviourClass, ...]:
    """Classes by falling size, then by first run, each with its witnesses.

    The eight largest classes have witnesses against each other, every further class against the largest only. Incomparable scenarios
    never make a witness; two classes that differ in nothing else are undecided. Behaviours that are not known have no witnesses.
    """
    groups: dict[str, list[Member]] = {}
    for member in sorted(members, key=lambda item: item.run_index):
        groups.setdefault(member.signature, []).append(member)
    ordered = sorted(groups.values(), key=lambda group: (-len(group), group[0].run_index))
    known = [behaviours.get(group[0].signature) for group in ordered]
    relations = _Relations(known, plan)
    return tuple(_class(number, group, known[number], relations) for number, group in enumerate(ordered))


def _class(number: int, group: list[Member], behaviour: Behaviour | None, relations: "_Relations") -> BehaviourClass:
    return BehaviourClass(
        number=number,
        run_indexes=tuple(member.run_index for member in group),
        passes_oracle=all(member.passes_oracle for member in group),
        inputs=0 if behaviour is None else len(behaviour.digests),
        incomplete_inputs=0 if behaviour is None else behaviour.incomplete,
        undecided_with=tuple(sorted(relations.undecided.get(number, ()))),
        witnesses=tuple(sorted(relations.witnesses.get(number, ()), key=lambda witness: witness.other_class)),
    )


class _Relations:
    """What tells classes apart, in both directions."""

    def __init__(self, known: Sequence[Behaviour | None], plan: TrialPlan) -> None:
        self.witnesses: dict[int, list[Witness]] = {}
        self.undecided: dict[int, list[int]] = {}
        self._name, self._inputs, self._given = plan.contract.entry_point or "", plan.compared, plan.given
        texts = [(encoded(scenario), source) for scenario, source in self._inputs] if len(known) > 1 else []
        self._sizes = [(len(text), source is not InputSource.ORACLE, text, place) for place, (text, source) in enumerate(texts)]
        near = list(combinations(range(min(len(known), COMPARED_WITH_ALL)), 2))
        for one, other in [*near, *((0, far) for far in range(COMPARED_WITH_ALL, len(known)))]:
            self._relate(one, known[one], other, known[other])

    def _relate(self, one: int, first: Behaviour | None, other: int, second: Behaviour | None) -> None:
        if first is None or second is None or first.problem is not None or second.problem is not None:
            return
        places = differing(first, second)
        if not places:
            self.undecided.setdefault(one, []).append(other)
            self.undecided.setdefault(other, []).append(one)
            return
        place = min(self._sizes[place] for place in places)[-1]
        here, there = self._told_apart(first, second, place)
        self._witness(one, other, place, here, there)
        self._witness(other, one, place, there, here)

    def _told_apart(self, first: Behaviour, second: Behaviour, place: int) -> tuple[str, str]:
        """What both came to on one input, in words that differ: where the results do not, by the arguments as they end."""
        here, there = first.seen[place], second.seen[place]
        if here != there:
            return here, there
        left = changed_argument(self._left(first, place), self._left(second, place)) or (UNLIKE, UNLIKE)
        return f"{here} {left[0]}", f"{there} {left[1]}"

    def _left(self, behaviour: Behaviour, place: int) -> list[str]:
        """The encoded arguments after each call of one input."""
        after = behaviour.after[place] if place < len(behaviour.after) else ()
        return [left or before for left, before in zip(after, self._given[place], strict=False)]

    def _witness(self, one: int, other: int, place: int, here: str, there: str) -> None:
        scenario, source = self._inputs[place]
        self.witnesses.setdefault(one, []).append(Witness(other, written(scenario, self._name), source, here, there))
