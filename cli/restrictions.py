"""`skyt restrictions`: checking, testing and looking at restriction sets."""

import json
from dataclasses import replace
from enum import StrEnum
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table
from rich.text import Text

from cli.bootstrap import open_sandbox
from cli.errors import ExamplesFailed
from cli.rule_sheets import rule_sheets, waiver_words
from engine.adapters.filesystem.restrictions import load_restriction_sets, preset_restriction_sets, with_preset_examples
from engine.adapters.tools.local import LocalTools
from engine.domain.errors import NotFound
from engine.domain.restriction import ExampleResult, RestrictionSet, Rule
from engine.restrictions.examples import run_examples
from engine.restrictions.loader import SCHEMA
from engine.restrictions.published import as_yaml, published_form
from engine.restrictions.registry import detectors

restrictions_app = typer.Typer(help="Check, test and look at restriction sets.", no_args_is_help=True)
SetName = Annotated[str, typer.Argument(help="A restriction set in YAML or JSON, or the id of a shipped one.")]


class ShownAs(StrEnum):
    """How a restriction set is shown."""

    TABLE = "table"
    TEXT = "text"
    YAML = "yaml"
    JSON = "json"


@restrictions_app.callback()
def restrictions() -> None:
    """Check, test and look at restriction sets."""


@restrictions_app.command("check")
def check_command(file: SetName) -> None:
    """Check a restriction set; every fault is named with its line and JSON path."""
    (restriction_set,) = load_restriction_sets([file])
    typer.echo(_summary(restriction_set))


@restrictions_app.command("test")
def test_command(file: SetName) -> None:
    """Run a set's own examples: good ones must keep their rule, bad ones must break it. Ends with code 1 when one does not."""
    restriction_set = with_preset_examples(*load_restriction_sets([file]))
    with open_sandbox() as sandbox:
        results = run_examples(restriction_set, sandbox, LocalTools())
    failed = [result for result in results if not result.passed]
    for result in failed:
        typer.echo(_failure(result))
    without = [rule.id for rule in restriction_set.rules if rule.detector and not (rule.examples.good and rule.examples.bad)]
    if without:
        typer.echo(f"without a good and a bad example: {', '.join(without)}")
    typer.echo(_outcome(restriction_set, len(results) - len(failed), len(results)))
    if failed:
        examples = "1 example" if len(failed) == 1 else f"{len(failed)} examples"
        message = f"{examples} of '{restriction_set.id}' did not come out as they should"
        raise ExamplesFailed(message)


@restrictions_app.command("list")
def list_command() -> None:
    """List the restriction sets that are shipped with Skyt, and the detectors that rules can name."""
    for item in preset_restriction_sets():
        typer.echo(_summary(item))
    typer.echo(f"detectors: {', '.join(detectors())}")


@restrictions_app.command("schema")
def schema_command() -> None:
    """Print the JSON Schema of restriction sets, for editors and other programs."""
    typer.echo(SCHEMA.read_text(encoding="utf-8").rstrip())


@restrictions_app.command("show")
def show_command(
    name: SetName,
    rule: Annotated[str | None, typer.Option("--rule", metavar="ID", help="Only this rule, at length.")] = None,
    form: Annotated[
        ShownAs | None, typer.Option("--format", help="A table of the rules, each rule at length as text, or the set to copy and change.")
    ] = None,
) -> None:
    """Show a restriction set rule by rule, one rule or all of them at length with rationale and references, or the set as YAML or JSON."""
    (item,) = load_restriction_sets([name])
    if rule is not None:
        item = _only(item, rule)
    form = form or (ShownAs.TABLE if rule is None else ShownAs.TEXT)
    if form is ShownAs.TABLE:
        Console().print(_table(item))
    elif form is ShownAs.TEXT:
        Console().print(rule_sheets(item))
    else:
        typer.echo(as_yaml(item).rstrip() if form is ShownAs.YAML else json.dumps(published_form(item), indent=2, ensure_ascii=False))


def _only(item: RestrictionSet, rule_id: str) -> RestrictionSet:
    rules = tuple(rule for rule in item.rules if rule.id == rule_id)
    if not rules:
        raise NotFound("rule", rule_id, f"'{item.id}' has {', '.join(rule.id for rule in item.rules)}")
    return replace(item, rules=rules)


def _table(item: RestrictionSet) -> Table:
    hint = f"One rule at length: --rule {item.rules[0].id}; all of them: --format text"
    caption = Text(f"{item.description}\n{hint}")
    table = Table(title=Text(f"{item.title} ({item.id} {item.version})"), title_justify="left", caption=caption, caption_justify="left")
    for heading in ("Rule", "Name", "Severity", "Decided by"):
        table.add_column(heading, overflow="fold")
    for rule in item.rules:
        table.add_row(*map(Text, (rule.id, rule.name, rule.severity.value, _decided_by(rule))))
    return table


def _summary(item: RestrictionSet) -> str:
    decided = sum(rule.detector is not None for rule in item.rules)
    waivers = sum(len(rule.exceptions) for rule in item.rules)
    said = f"{item.id} {item.version} ({item.source}): for {', '.join(item.kinds)}; {len(item.rules)} rules, {decided} decided by detectors"
    return f"{said}, {waivers} {'exception' if waivers == 1 else 'exceptions'}" if waivers else said


def _outcome(item: RestrictionSet, passed: int, total: int) -> str:
    said = f"{passed} of {total} examples as they should be" if total else "the set carries no examples; give rules `examples`"
    return f"{item.id} {item.version}: {said}"


def _decided_by(rule: Rule) -> str:
    decided = rule.detector or f"people: {rule.manual_reason}"
    return "\n".join([decided, *map(waiver_words, rule.exceptions)])


def _failure(result: ExampleResult) -> str:
    kind = "good" if result.is_good else "bad"
    said = "; ".join(result.messages) or "no violation was found"
    return f"rule {result.rule_id}, {kind} example {result.number}: {said}"
