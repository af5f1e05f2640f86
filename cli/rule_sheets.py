"""The rules of a restriction set at length, for a terminal: what each decides, why it exists, what to write instead."""

from collections.abc import Iterator

import yaml
from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from engine.domain.json_value import JsonObject
from engine.domain.restriction import RestrictionSet, Rule, Waiver


def rule_sheets(item: RestrictionSet) -> Group:
    """One sheet a rule, in the order of the set; what a rule does not give is left out."""
    return Group(*(_sheet(item, rule) for rule in item.rules))


def _sheet(item: RestrictionSet, rule: Rule) -> RenderableType:
    table = Table.grid(padding=(0, 2))
    table.add_column(no_wrap=True, style="dim")
    table.add_column(overflow="fold")
    for label, text in _parts(rule):
        if text:
            table.add_row(label, Text(text))
    heading = Text.assemble((f"{rule.id} {rule.name}", "bold"), f"\n{item.id} {item.version}; {rule.severity.value}; {rule.category}\n")
    return Group(heading, table, Text())


def _parts(rule: Rule) -> Iterator[tuple[str, str]]:
    yield "Decides", rule.description
    yield "Why", rule.rationale
    yield "Instead", rule.suggestion or ""
    yield "References", "\n".join(rule.references)
    yield "Kinds", ", ".join(rule.kinds)
    yield "Decided by", rule.detector or f"people: {rule.manual_reason}"
    yield "Parameters", _as_yaml(rule.parameters) if rule.parameters else ""
    yield "Exceptions", "\n".join(map(waiver_words, rule.exceptions))


def _as_yaml(parameters: JsonObject) -> str:
    return str(yaml.safe_dump(parameters, sort_keys=False, allow_unicode=True, width=10_000)).rstrip()


def waiver_words(waiver: Waiver) -> str:
    """Until when an exception holds, for which contracts and places, and why."""
    contracts = f" for {', '.join(waiver.contracts)}" if waiver.contracts else ""
    excerpt = f" where it says {waiver.excerpt!r}" if waiver.excerpt else ""
    return f"waived until {waiver.expires}{contracts}{excerpt}: {waiver.reason}"
