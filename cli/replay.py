"""`skyt replay`: analyse recorded outputs without any server."""

import csv
import io
import json
import sys
from collections.abc import Iterable, Sequence
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from cli.bootstrap import open_sandbox
from cli.metric_table import metric_table
from cli.property_table import property_table
from cli.replay_bundle import is_zip, replay_bundle_file
from cli.rule_table import rule_table
from engine.adapters.filesystem.restrictions import load_restriction_sets
from engine.adapters.llm.recorded_file import read_recorded
from engine.adapters.memory.cache import MemoryCache
from engine.adapters.memory.clock import SystemClock
from engine.adapters.tools.local import LocalTools
from engine.contracts.loader import load_contracts
from engine.documents.csv_cells import harmless
from engine.domain.errors import Fault, InvalidInput
from engine.domain.experiment import AnchorStrategy
from engine.domain.json_value import JsonObject
from engine.domain.run import EvidenceLevel
from engine.metrics.registry import check_analyses
from engine.pipeline.replay import Replay, ReplayedJob, replay
from engine.pipeline.replay_document import ROW_FIELDS, replay_document, replay_rows
from engine.pipeline.rule_evidence import VIOLATION_FIELDS, sarif_document, violation_rows
from engine.pipeline.toolbox import Toolbox


class Format(StrEnum):
    """How the result is printed."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"
    SARIF = "sarif"
    VIOLATIONS = "violations"


def replay_command(  # noqa: PLR0913, PLR0917 - one argument for each option of the command
    outputs: Annotated[Path, typer.Argument(help="Recorded outputs (JSON Lines, plain or .gz), or a bundle that `skyt export` wrote.")],
    contracts: Annotated[
        Path | None, typer.Option("--contracts", help="The contracts, in Skyt's form or the SKYT study's; a bundle has its own.")
    ] = None,
    output_format: Annotated[Format, typer.Option("--format", help="csv: metrics; violations (CSV), sarif: broken rules.")] = Format.TABLE,
    restrictions: Annotated[list[str] | None, typer.Option("--restrictions", help="A restriction set: a preset's name or a file.")] = None,
    metrics: Annotated[list[str] | None, typer.Option("--metric", help="Compute only this metric; may be repeated.")] = None,
    accept: Annotated[EvidenceLevel, typer.Option("--accept", help="The weakest evidence that counts as rescued.")] = EvidenceLevel.CHECKED,
    anchor: Annotated[AnchorStrategy, typer.Option("--anchor", help="Which eligible output is the anchor.")] = AnchorStrategy.FIRST,
    properties: Annotated[bool, typer.Option("--properties", help="Name the structural properties that differ from the anchor.")] = False,
    as_of: Annotated[
        datetime | None, typer.Option("--as-of", formats=["%Y-%m-%d"], help="The day that exceptions of rules are judged on (today, UTC).")
    ] = None,
) -> None:
    """Analyse recorded outputs: metrics, canonical forms, rescue, verdicts and behaviour classes of every experiment."""
    if is_zip(outputs):
        replay_bundle_file(outputs)
        return
    if contracts is None:
        raise InvalidInput([Fault("recorded outputs need --contracts", file=str(outputs))], "Only a bundle brings its contract along.")
    check_analyses(metrics or ())
    loaded = {contract.id: contract for contract in load_contracts(contracts)}
    request = Replay(
        tuple(read_recorded(outputs)),
        loaded,
        load_restriction_sets(restrictions or ()),
        tuple(metrics or ()),
        str(outputs),
        accept,
        anchor,
        properties,
        as_of.date() if as_of else None,
    )
    _print(_with_progress(request), output_format)


def _with_progress(request: Replay) -> list[ReplayedJob]:
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True)) as progress:
        task = progress.add_task("analysing distinct outputs", total=None)
        with open_sandbox() as sandbox:
            tools = Toolbox(sandbox, MemoryCache(), tools=LocalTools(), clock=SystemClock())
            return replay(request, tools, lambda done, total: progress.update(task, completed=done, total=total))


def _print(jobs: Sequence[ReplayedJob], output_format: Format) -> None:
    if output_format is Format.TABLE:
        console = Console(soft_wrap=True)
        console.print(metric_table(jobs))
        if any(job.report.rules for job in jobs):
            console.print(rule_table(jobs))
        if any(run.property_differences is not None for job in jobs for run in job.report.runs):
            console.print(property_table(jobs))
    elif output_format is Format.JSON:
        sys.stdout.write(json.dumps(replay_document(jobs), ensure_ascii=True, indent=1) + "\n")
    elif output_format is Format.SARIF:
        sys.stdout.write(json.dumps(sarif_document(jobs), ensure_ascii=True, indent=1) + "\n")
    elif output_format is Format.VIOLATIONS:
        _print_rows(VIOLATION_FIELDS, violation_rows(jobs))
    else:
        _print_rows(ROW_FIELDS, replay_rows(jobs))


def _print_rows(fields: Sequence[str], rows: Iterable[JsonObject]) -> None:
    text = io.StringIO()
    writer = csv.DictWriter(text, fields, lineterminator="\n")
    writer.writeheader()
    writer.writerows({name: harmless(value) for name, value in row.items()} for row in rows)
    sys.stdout.write(text.getvalue())
