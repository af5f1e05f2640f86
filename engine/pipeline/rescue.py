"""Bringing one output as near to the anchor as evidence allows."""

from dataclasses import dataclass, replace
from functools import lru_cache

from engine.domain.contract import Kind
from engine.domain.report import Anchor
from engine.domain.run import EvidenceLevel, OutputAnalysis
from engine.metrics.edit_distance import FORM_TOKENS, lossless_tokens, token_distance, token_edits
from engine.pipeline.judging import new_violations


@dataclass(frozen=True, slots=True)
class Reference:
    """The anchor, its output's behaviour signature, its checked form (else its canonical one), its kind, and its analysis."""

    anchor: Anchor
    observations: str
    checked_output: str | None = None
    kind: Kind = Kind.PYTHON
    analysis: OutputAnalysis | None = None

    def form(self, level: EvidenceLevel) -> str:
        """The anchor's form at a level."""
        is_loose = level in (EvidenceLevel.CHECKED, EvidenceLevel.BEHAVIOURAL)
        return (self.checked_output if is_loose else None) or self.anchor.canonical_output


@dataclass(frozen=True, slots=True)
class Standing:
    """Where an output stands: its repaired text, the evidence of sameness with the anchor, and the distances before and after."""

    repaired_output: str
    evidence: EvidenceLevel | None = None
    distance_pre: float | None = None
    distance_post: float | None = None


def reference_of(anchor: Anchor, analysis: OutputAnalysis, kind: Kind = Kind.PYTHON) -> Reference:
    """The anchor as this version of the engine sees its output, so that forms of two versions are never compared."""
    canonical = analysis.canonical_output or anchor.canonical_output
    known = replace(anchor, canonical_output=canonical, pass_rate=analysis.oracle.pass_rate)
    return Reference(known, analysis.observations, analysis.checked_output, kind, analysis)


def standing_of(
    raw_output: str, analysis: OutputAnalysis, reference: Reference | None, accepted: EvidenceLevel = EvidenceLevel.CHECKED
) -> Standing:
    """Hold an output against the anchor.

    The repaired output is the output's own form at the accepted level, unless there is none, it would raise the distance, or it breaks
    a rule that the output keeps: then the raw output stands. Before repair the texts are compared, after it the forms, so that 0 before
    means the same bytes and 0 after the same form; both count edits over the length of the longer answer, so that text which both forms
    drop brings no two programs further apart. `behavioural` accepts other code as rescued, but changes no text and no distance.
    """
    form = _form(analysis, accepted)
    if reference is None:
        return Standing(raw_output if form is None or _breaks_more(analysis, accepted) else form)
    before = _text_distance(raw_output, reference.anchor.raw_output)
    evidence = _evidence(raw_output, analysis, reference, accepted)
    after = (
        before
        if form is None
        else _remaining_distance(form, reference.form(accepted), reference.kind, (raw_output, reference.anchor.raw_output))
    )
    if evidence in (EvidenceLevel.IDENTICAL, EvidenceLevel.CANONICAL) and evidence.is_within(accepted):
        after = 0.0
    if form is None or after > before or _breaks_more(analysis, accepted):
        return Standing(raw_output, evidence, before, before)
    return Standing(form, evidence, before, after)


def _form(analysis: OutputAnalysis, accepted: EvidenceLevel) -> str | None:
    if accepted is EvidenceLevel.IDENTICAL:
        return None
    return analysis.canonical_output if accepted is EvidenceLevel.CANONICAL else analysis.checked_output or analysis.canonical_output


def _breaks_more(analysis: OutputAnalysis, accepted: EvidenceLevel) -> bool:
    """Whether the repair at this level would break a rule that the output keeps: then the output stands as it is."""
    is_canonical = accepted is EvidenceLevel.CANONICAL and analysis.canonical_violations is not None
    after = analysis.canonical_violations if is_canonical else analysis.repaired_violations
    return bool(new_violations(analysis.violations, after or ()))


def _evidence(raw_output: str, analysis: OutputAnalysis, reference: Reference, accepted: EvidenceLevel) -> EvidenceLevel | None:
    if raw_output == reference.anchor.raw_output:
        return EvidenceLevel.IDENTICAL
    is_repairable = not _breaks_more(analysis, accepted)
    if is_repairable and analysis.canonical_output == reference.anchor.canonical_output:
        return EvidenceLevel.CANONICAL
    if is_repairable and analysis.checked_output is not None and analysis.checked_output == reference.form(EvidenceLevel.CHECKED):
        return EvidenceLevel.CHECKED
    return EvidenceLevel.BEHAVIOURAL if analysis.observations == reference.observations else None


@lru_cache(maxsize=4096)
def _text_distance(first: str, second: str) -> float:
    return token_distance(lossless_tokens(first), lossless_tokens(second)) if first != second else 0.0


@lru_cache(maxsize=4096)
def _form_distance(first: str, second: str, kind: Kind) -> float:
    tokens = FORM_TOKENS[kind]
    return token_distance(tokens(first), tokens(second)) if first != second else 0.0


@lru_cache(maxsize=4096)
def _remaining_distance(form: str, anchor_form: str, kind: Kind, answers: tuple[str, str]) -> float:
    """The edits between two forms over the length of the longer answer, in [0, 1]; 0 exactly for equal forms."""
    if form == anchor_form:
        return 0.0
    tokens = FORM_TOKENS[kind]
    return token_edits(tokens(form), tokens(anchor_form), max(len(lossless_tokens(answer)) for answer in answers))


def form_distance(first: str, second: str, kind: Kind = Kind.PYTHON) -> float:
    """The distance of two forms in [0, 1], remembered."""
    smaller, larger = sorted((first, second))
    return _form_distance(smaller, larger, kind)
