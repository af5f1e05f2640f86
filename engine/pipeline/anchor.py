"""Choosing the anchor: the first output that meets the contract and passes the oracle."""

from collections.abc import Mapping, Sequence

from engine.domain.report import Anchor
from engine.domain.run import Generation, OutputAnalysis


def first_anchor(generations: Sequence[Generation], analyses: Mapping[int, OutputAnalysis]) -> Anchor | None:
    """The anchor by run index, or None where no output has a canonical form, meets the contract and passes the oracle."""
    for generation in sorted(generations, key=lambda item: item.run_index):
        analysis = analyses.get(generation.run_index)
        if analysis is None or generation.raw_output is None or analysis.canonical_output is None:
            continue
        if analysis.oracle.passed and not analysis.unsatisfied_constraints:
            return Anchor(generation.raw_output, analysis.canonical_output, generation.run_index)
    return None
