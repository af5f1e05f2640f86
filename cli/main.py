"""The `skyt` command's commands, and the edge where errors become messages and exit codes."""

import os
import sys

import typer
from pydantic import ValidationError
from pydantic_settings import SettingsError

from cli.artifacts import artifacts_app
from cli.commands import migrate, password, run, seed, tier, up, worker
from cli.compare import compare_command
from cli.contracts import contracts_app
from cli.errors import ExamplesFailed
from cli.exec import exec_command
from cli.export import export_command
from cli.gate import gate_command
from cli.replay import replay_command
from cli.restrictions import restrictions_app
from cli.setting_faults import setting_faults
from engine.domain.errors import SkytError

BAD_INPUT = 2
FAILED = 1
INTERRUPTED = 130

app = typer.Typer(
    name="skyt",
    help="Software repeatability as a service: do a model's answers coincide, which rules do they break, and did that change?",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=False,
)
app.command()(up)
app.command("replay")(replay_command)
app.command("exec")(exec_command)
app.command("export")(export_command)
app.command()(run)
app.command("compare")(compare_command)
app.command("gate")(gate_command)
app.add_typer(contracts_app, name="contracts")
app.add_typer(artifacts_app, name="artifacts")
app.add_typer(restrictions_app, name="restrictions")
app.command()(worker)
app.command()(migrate)
app.command()(seed)
app.command()(tier)
app.command()(password)


def main() -> None:
    """Run the command line; whatever a user can put right ends with exit code 2 and one message, without a traceback.

    Examples of a restriction set that do not come out as they should end with 1, as a failed check does.
    """
    try:
        app()
    except ExamplesFailed as error:
        _end(str(error), FAILED)
    except SkytError as error:
        _end(str(error), BAD_INPUT)
    except (ValidationError, SettingsError) as error:
        _end("\n".join(setting_faults(error)), BAD_INPUT)
    except KeyboardInterrupt:
        _end("interrupted", INTERRUPTED)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(FAILED)


def _end(message: str, code: int) -> None:
    sys.stderr.write(f"skyt: {message}\n")
    sys.exit(code)
