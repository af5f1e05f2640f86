"""Behaviour classes of texts: near duplicates, where the contract asks for them."""

from collections.abc import Mapping
from dataclasses import replace

from engine.domain.contract import Contract
from engine.domain.json_value import text_hash
from engine.domain.run import OutputAnalysis
from engine.metrics.near_duplicates import near_duplicate_classes

NEAR = "near:"


def with_near_duplicates(contract: Contract, analyses: Mapping[int, OutputAnalysis]) -> Mapping[int, OutputAnalysis]:
    """The analyses of a text contract with one behaviour key a class of near duplicates; all others unchanged."""
    if contract.near_duplicate_similarity is None:
        return analyses
    forms = [analysis.canonical_output for analysis in analyses.values() if analysis.canonical_output is not None]
    classes = near_duplicate_classes(forms, contract.near_duplicate_similarity)
    return {
        index: analysis
        if analysis.canonical_output is None
        else replace(analysis, observations=NEAR + text_hash(classes[analysis.canonical_output]))
        for index, analysis in analyses.items()
    }
