"""The `skyt` command's commands, and the edge where errors become messages and exit codes."""

import os
import sys

import typer

from cli.contracts import contracts_app
from cli.exec import exec_command
from cli.replay import replay_command
from engine.domain.errors import InvalidInput, NotFound, SkytError

BAD_INPUT = 2
FAILED = 1
INTERRUPTED = 130

app = typer.Typer(help="Software repeatability as a service.", no_args_is_help=True, pretty_exceptions_enable=False, add_completion=False)
app.command("replay")(replay_command)
app.command("exec")(exec_command)
app.add_typer(contracts_app, name="contracts")


def main() -> None:
    """Run the command line; bad input ends with exit code 2 and one message, without a traceback."""
    try:
        app()
    except (InvalidInput, NotFound) as error:
        _end(str(error), BAD_INPUT)
    except SkytError as error:
        _end(str(error), FAILED)
    except KeyboardInterrupt:
        _end("interrupted", INTERRUPTED)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(FAILED)


def _end(message: str, code: int) -> None:
    sys.stderr.write(f"skyt: {message}\n")
    sys.exit(code)
