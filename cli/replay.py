"""`skyt replay`: analyse recorded outputs without any server."""

import csv
import io
import json
import sys
from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from cli.metric_table import metric_table
from engine.adapters.filesystem.restrictions import load_restriction_sets
from engine.adapters.llm.recorded_file import read_recorded
from engine.adapters.memory.cache import MemoryCache
from engine.adapters.sandbox.child_process import ChildProcessSandbox
from engine.contracts.loader import load_contracts
from engine.metrics.registry import check_analyses
from engine.pipeline.replay import Replay, ReplayedJob, replay
from engine.pipeline.replay_document import ROW_FIELDS, replay_document, replay_rows
from engine.pipeline.toolbox import Toolbox


class Format(StrEnum):
    """How the result is printed."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"


def replay_command(
    outputs: Annotated[Path, typer.Argument(help="Recorded outputs: JSON Lines, plain or .gz, with experiment, contract_id, run, output.")],
    contracts: Annotated[Path, typer.Option("--contracts", help="The contracts, in Skyt's form or the SKYT study's.")],
    output_format: Annotated[Format, typer.Option("--format", help="How to print the result.")] = Format.TABLE,
    restrictions: Annotated[list[str] | None, typer.Option("--restrictions", help="A restriction set: a preset's name or a file.")] = None,
    metrics: Annotated[list[str] | None, typer.Option("--metric", help="Compute only this metric; may be repeated.")] = None,
) -> None:
    """Analyse recorded outputs: metrics, canonical forms, rescue, verdicts and behaviour classes of every experiment."""
    check_analyses(metrics or ())
    loaded = {contract.id: contract for contract in load_contracts(contracts)}
    request = Replay(tuple(read_recorded(outputs)), loaded, load_restriction_sets(restrictions or ()), tuple(metrics or ()), str(outputs))
    _print(_with_progress(request), output_format)


def _with_progress(request: Replay) -> list[ReplayedJob]:
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True)) as progress:
        task = progress.add_task("analysing distinct outputs", total=None)
        tools = Toolbox(ChildProcessSandbox(), MemoryCache())
        return replay(request, tools, lambda done, total: progress.update(task, completed=done, total=total))


def _print(jobs: Sequence[ReplayedJob], output_format: Format) -> None:
    if output_format is Format.TABLE:
        Console(soft_wrap=True).print(metric_table(jobs))
    elif output_format is Format.JSON:
        sys.stdout.write(json.dumps(replay_document(jobs), ensure_ascii=True, indent=1) + "\n")
    else:
        text = io.StringIO()
        writer = csv.DictWriter(text, ROW_FIELDS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(replay_rows(jobs))
        sys.stdout.write(text.getvalue())
