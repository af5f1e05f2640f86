"""Bringing one output as near to the anchor as evidence allows."""

from dataclasses import dataclass
from functools import lru_cache

from engine.domain.report import Anchor
from engine.domain.run import EvidenceLevel, OutputAnalysis
from engine.metrics.edit_distance import form_tokens, lossless_tokens, token_distance
from engine.pipeline.judging import new_violations


@dataclass(frozen=True, slots=True)
class Reference:
    """The anchor together with the behaviour signature, and where known the whole analysis, of its output."""

    anchor: Anchor
    observations: str
    analysis: OutputAnalysis | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """Where an output stands: its repaired text, the evidence of sameness with the anchor, and the distances before and after."""

    repaired_output: str
    evidence: EvidenceLevel | None = None
    distance_pre: float | None = None
    distance_post: float | None = None


def standing_of(raw_output: str, analysis: OutputAnalysis, reference: Reference | None) -> Standing:
    """Hold an output against the anchor.

    The repaired output is the canonical form, unless there is none, it would raise the distance, or it breaks a rule that the output
    keeps: then the raw output stands.
    Before repair the texts are compared, after it the forms, so that 0 before means the same bytes and 0 after the same form.
    """
    form = analysis.canonical_output
    if reference is None:
        return Standing(raw_output if form is None or _breaks_more(analysis) else form)
    anchor = reference.anchor
    before = _text_distance(raw_output, anchor.raw_output)
    evidence = _evidence(raw_output, analysis, reference)
    after = _form_distance(form, anchor.canonical_output) if form is not None else before
    if form is None or after > before or _breaks_more(analysis):
        return Standing(raw_output, evidence, before, before)
    return Standing(form, evidence, before, after)


def _breaks_more(analysis: OutputAnalysis) -> bool:
    """Whether the repair would break a rule that the output keeps: then the output stands as it is."""
    return bool(new_violations(analysis.violations, analysis.repaired_violations or ()))


def _evidence(raw_output: str, analysis: OutputAnalysis, reference: Reference) -> EvidenceLevel | None:
    if raw_output == reference.anchor.raw_output:
        return EvidenceLevel.IDENTICAL
    if not _breaks_more(analysis) and analysis.canonical_output == reference.anchor.canonical_output:
        return EvidenceLevel.CANONICAL
    return EvidenceLevel.BEHAVIOURAL if analysis.observations == reference.observations else None


@lru_cache(maxsize=4096)
def _text_distance(first: str, second: str) -> float:
    return token_distance(lossless_tokens(first), lossless_tokens(second)) if first != second else 0.0


@lru_cache(maxsize=4096)
def _form_distance(first: str, second: str) -> float:
    return token_distance(form_tokens(first), form_tokens(second)) if first != second else 0.0
