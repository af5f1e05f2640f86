"""Rewrites of loops, comprehensions and conversions, in the order in which they are tried."""

from engine.canonicalization.passes import (
    choices,
    collecting,
    constants,
    conversions,
    counters,
    divisions,
    examples,
    extremes,
    fusion,
    helpers,
    imports,
    indexes,
    modules,
    reducing,
    results,
    searching,
    slices,
    texts,
)
from engine.canonicalization.rules import Rule

SECOND_RULES: tuple[Rule, ...] = (
    *conversions.RULES,
    *examples.RULES,
    *modules.RULES,
    *imports.RULES,
    *helpers.RULES,
    *choices.RULES,
    *divisions.RULES,
    *extremes.RULES,
    *fusion.RULES,
    *constants.RULES,
    *texts.RULES,
    *slices.RULES,
    *counters.RULES,
    *results.RULES,
    *indexes.RULES,
    *collecting.RULES,
    *reducing.RULES,
    *searching.RULES,
)
