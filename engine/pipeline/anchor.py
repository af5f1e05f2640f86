"""Choosing the anchor, and replacing it on purpose."""

from collections import Counter
from collections.abc import Mapping, Sequence

from engine.domain.contract import Kind
from engine.domain.errors import Fault, InvalidInput
from engine.domain.experiment import AnchorStrategy
from engine.domain.report import Anchor
from engine.domain.run import Generation, OutputAnalysis
from engine.pipeline.rescue import form_distance


def choose_anchor(
    generations: Sequence[Generation],
    analyses: Mapping[int, OutputAnalysis],
    strategy: AnchorStrategy = AnchorStrategy.FIRST,
    kind: Kind = Kind.PYTHON,
) -> Anchor | None:
    """The anchor among the eligible outputs: the first by run index, or the medoid. None where no output is eligible.

    Eligible is what has a canonical form, meets the contract and passes every oracle test; only where no output does that, and the
    contract declares a lower pass rate, what reaches that rate. `Anchor.pass_rate` shows which of the two it was.
    """
    ordered = sorted(generations, key=lambda item: item.run_index)
    able = [item for item in ordered if _why_not(item, analyses.get(item.run_index)) is None]
    eligible = [item for item in able if analyses[item.run_index].oracle.pass_rate == 1.0] or able
    if not eligible:
        return None
    chosen = eligible[0] if strategy is AnchorStrategy.FIRST else _medoid(eligible, analyses, kind)
    return _anchor(chosen, analyses[chosen.run_index])


def anchor_on(run_index: int, generations: Sequence[Generation], analyses: Mapping[int, OutputAnalysis]) -> Anchor:
    """The anchor that a user chose on purpose: the output of this run, by the same conditions as any other.

    Raises InvalidInput saying why the run's output cannot be an anchor. Replacing the anchor that holds is the store's act.
    """
    generation = next((item for item in generations if item.run_index == run_index), None)
    if generation is None:
        raise InvalidInput([Fault(f"there is no run {run_index}", "$.run_index")], "Name one of the job's runs.")
    reason = _why_not(generation, analyses.get(run_index))
    if reason is not None:
        hint = "Choose a run that has a canonical form, meets the contract and passes the oracle."
        raise InvalidInput([Fault(f"run {run_index} cannot be the anchor: {reason}", "$.run_index")], hint)
    return _anchor(generation, analyses[run_index])


def _anchor(generation: Generation, analysis: OutputAnalysis) -> Anchor:
    assert generation.raw_output is not None
    assert analysis.canonical_output is not None
    return Anchor(generation.raw_output, analysis.canonical_output, generation.run_index, analysis.oracle.pass_rate)


def _why_not(generation: Generation, analysis: OutputAnalysis | None) -> str | None:
    """Why a run's output cannot be the anchor, or None when it can."""
    if analysis is None or generation.raw_output is None:
        return "it has no analysed answer"
    if analysis.canonical_output is None:
        return f"it has no canonical form ({analysis.problem})"
    if analysis.unsatisfied_constraints:
        return "; ".join(analysis.unsatisfied_constraints)
    return None if analysis.oracle.passed else "it does not pass the oracle"


def _medoid(eligible: Sequence[Generation], analyses: Mapping[int, OutputAnalysis], kind: Kind) -> Generation:
    """The eligible output with the smallest sum of distances to all eligible outputs' forms; the first of several such."""
    sizes = Counter(_form(analyses[item.run_index]) for item in eligible)
    sums = {form: sum(count * form_distance(form, other, kind) for other, count in sizes.items()) for form in sizes}
    return min(eligible, key=lambda item: (round(sums[_form(analyses[item.run_index])], 9), item.run_index))


def _form(analysis: OutputAnalysis) -> str:
    return analysis.checked_output or analysis.canonical_output or ""
