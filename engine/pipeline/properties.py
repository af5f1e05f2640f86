"""Naming the structural properties in which each run differs from the anchor."""

import ast
import json
from collections.abc import Callable
from dataclasses import replace
from functools import cache

from engine import ENGINE_VERSION
from engine.canonicalization.fences import extract_code
from engine.canonicalization.parsing import NoCanonicalForm, parse
from engine.domain.contract import Contract, Kind
from engine.domain.json_value import Json, canonical_json, text_hash
from engine.domain.report import JobReport
from engine.domain.run import PropertyDifference
from engine.ports.cache import Cache
from engine.properties.comparison import compare
from engine.properties.registry import profile_of


def with_property_differences(report: JobReport, contract: Contract, known: Cache) -> JobReport:
    """The report with `property_differences` on every run that has a syntax tree; unchanged without an anchor or for other kinds.

    Each distinct text is profiled once, and each profile is cached by the text and the engine's version.
    """
    if report.anchor is None or contract.kind is not Kind.PYTHON:
        return report
    anchor = report.anchor.raw_output
    texts = {run.raw_output for run in report.runs if run.raw_output is not None}
    differences = {text: _differences(anchor, text, contract.entry_point, known) for text in sorted(texts)}
    return replace(report, runs=tuple(replace(run, property_differences=differences.get(run.raw_output or "")) for run in report.runs))


def _differences(anchor: str, text: str, entry_point: str | None, known: Cache) -> tuple[PropertyDifference, ...] | None:
    sources = [extract_code(item, entry_point) for item in (anchor, text)]
    if sources[0] == sources[1]:
        return ()
    try:
        return compare(*(_profiles(source, known) for source in sources))
    except NoCanonicalForm:
        return None


def _profiles(source: str, known: Cache) -> Callable[[str], Json]:
    """The profiles of a source text by property name. Asking raises NoCanonicalForm for text that does not parse."""

    @cache
    def tree() -> ast.Module:
        return parse(source)

    def profile(name: str) -> Json:
        key = f"property:{ENGINE_VERSION}:{name}:{text_hash(source)}"
        if (stored := known.get(key)) is not None:
            remembered: Json = json.loads(stored)
            return remembered
        value = profile_of(name, tree())
        known.put(key, canonical_json(value))
        return value

    return profile
