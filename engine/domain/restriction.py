"""Restriction sets, their rules, and the places where an output breaks one."""

from dataclasses import dataclass, field
from enum import StrEnum

from engine.domain.contract import Kind
from engine.domain.json_value import JsonObject


class Severity(StrEnum):
    """How binding a rule is."""

    MANDATORY = "mandatory"
    REQUIRED = "required"
    ADVISORY = "advisory"


@dataclass(frozen=True, slots=True)
class Rule:
    """One restriction. `detector` names what decides it; None means nobody but a person can, and `manual_reason` says why."""

    id: str
    name: str
    description: str
    severity: Severity
    category: str = "general"
    rationale: str = ""
    detector: str | None = None
    parameters: JsonObject = field(default_factory=dict)
    manual_reason: str | None = None
    references: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RestrictionSet:
    """A versioned, immutable collection of rules for some kinds of output."""

    id: str
    version: str
    title: str
    description: str
    rules: tuple[Rule, ...]
    kinds: tuple[Kind, ...] = (Kind.PYTHON,)
    authority: str | None = None
    reference: str | None = None


@dataclass(frozen=True, slots=True)
class Violation:
    """One place where an output breaks a rule; lines count from 1, columns from 0, as in Python's syntax tree."""

    set_id: str
    rule_id: str
    severity: Severity
    message: str
    line: int
    column: int
    end_line: int
    end_column: int
    excerpt: str


@dataclass(frozen=True, slots=True)
class BoundRule:
    """A rule together with the restriction set that it came from."""

    set_id: str
    set_version: str
    rule: Rule
