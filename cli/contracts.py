"""`skyt contracts`: looking at contract files."""

from pathlib import Path
from typing import Annotated

import typer

from engine.contracts.loader import load_contracts

contracts_app = typer.Typer(help="Look at contract files.", no_args_is_help=True)


@contracts_app.callback()
def contracts() -> None:
    """Look at contract files."""


@contracts_app.command("check")
def check_command(file: Annotated[Path, typer.Argument(help="A YAML or JSON file of contracts.")]) -> None:
    """Check a contracts file and list what it holds; every fault is named with its line and JSON path."""
    for contract in load_contracts(file):
        typer.echo(
            f"{contract.id} {contract.version}: {contract.entry_point or contract.kind.value}, {len(contract.oracle_tests)} oracle tests"
        )
