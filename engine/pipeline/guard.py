"""The guard: a form stands only if it does what the raw output does, on the oracle tests and on generated in-domain inputs."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from engine.canonicalization.parsing import NoCanonicalForm, parse
from engine.domain.run import EvidenceLevel, RescueStep
from engine.oracle.behaviour import Behaviour, comparable, differing
from engine.oracle.trial_plan import TrialPlan
from engine.oracle.written_calls import written

DEFECT = "a defect of Skyt: the canonical form did not behave as the output does, so the output stands as it is"
UNREPEATABLE = "the code does not do the same twice, so no rewrite of it can be checked"
_ORDER = tuple(EvidenceLevel)


@dataclass(frozen=True, slots=True)
class Form:
    """One rewrite of an output: its text, the evidence level it stands for, how to find the steps to it, and what it takes for granted.

    `entry_point` is the name under which it is called, where that is not the contract's.
    """

    level: EvidenceLevel
    output: str
    find_steps: Callable[[], tuple[RescueStep, ...]] = field(default=tuple, compare=False)
    assumptions: tuple[str, ...] = ()
    entry_point: str | None = None

    @property
    def steps(self) -> tuple[RescueStep, ...]:
        """The steps from the output to this form, found out anew each time."""
        return self.find_steps()


@dataclass(frozen=True, slots=True)
class Guarded:
    """The forms that stand, strictest first; Skyt's defects; and why there is no form at all, if there is none."""

    forms: tuple[Form, ...]
    defects: tuple[str, ...] = ()
    problem: str | None = None


@dataclass(frozen=True, slots=True)
class Guard:
    """Holds forms against one raw output: its code, what it did, and how to observe what any code does.

    `observe` takes a text and the name to call, `repeat` observes the raw code anew.
    """

    source: str
    raw: Behaviour
    plan: TrialPlan
    observe: Callable[[str, str | None], Behaviour]
    repeat: Callable[[], Behaviour]

    def hold(self, forms: Sequence[Form]) -> Guarded:
        """Keep the forms that parse and behave as the raw output does, from the strictest level to the loosest.

        The first that fails ends it: looser forms are built on the stricter ones. It is Skyt's defect only if the raw code, run once more,
        repeats itself. Inputs on which time, memory or stack ran out for the raw code decide nothing, but a form of code that finished
        everywhere must finish everywhere. A form of level `checked` needs at least half of the inputs to be comparable.
        """
        kept: list[Form] = []
        for form in sorted(forms, key=lambda item: _ORDER.index(item.level)):
            seen = self._observed(form)
            failure = seen if isinstance(seen, str) else self._difference(seen)
            if failure is not None:
                return self._stopped(kept, form, failure)
            if form.level is not EvidenceLevel.CHECKED or (isinstance(seen, Behaviour) and self._is_confirmed(seen)):
                kept.append(form)
        return Guarded(tuple(kept))

    def _observed(self, form: Form) -> Behaviour | str:
        """What a form does, or in words why it cannot be run."""
        if form.output == self.source:
            return self.raw
        seen = self.observe(form.output, form.entry_point)
        if seen.problem is None:
            return seen
        try:
            parse(form.output)
        except NoCanonicalForm as problem:
            return f"the form does not parse: {problem}"
        return seen

    def _difference(self, seen: Behaviour) -> str | None:
        """Where a form behaves otherwise than the raw code, in words; None where it does not."""
        if (self.raw.problem is None) != (seen.problem is None):
            return f"loading: '{self.raw.problem or 'loads'}' became '{seen.problem or 'loads'}'"
        places = differing(self.raw, seen) or ([] if self.raw.incomplete else _unfinished(seen))
        if not places or self.raw.problem is not None:
            return None
        call = written(self.plan.compared[places[0]][0], self.plan.contract.entry_point or "")
        return f"on `{call}`: `{self.raw.seen[places[0]]}` became `{seen.seen[places[0]]}`"

    def _stopped(self, kept: list[Form], form: Form, failure: str) -> Guarded:
        is_repeatable = self._difference(self.repeat()) is None
        defects = (f"{form.level.value} form: {failure}",) if is_repeatable else ()
        problem = None if kept else DEFECT if is_repeatable else UNREPEATABLE
        return Guarded(tuple(kept), defects, problem)

    def _is_confirmed(self, seen: Behaviour) -> bool:
        return 2 * comparable(self.raw, seen) >= len(self.raw.digests)


def _unfinished(seen: Behaviour) -> list[int]:
    return [place for place, digest in enumerate(seen.digests) if digest is None]
