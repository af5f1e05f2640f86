"""How the API and the worker are started, and what they are told."""

import os
import signal
import sys
from collections.abc import Mapping
from pathlib import Path

from cli.embedded.process import Command
from cli.settings import REPOSITORY, Settings

# Without docstrings and without places inside lines of code, which take 8 MB of a process and which nobody asks it for.
LEAN = ("-OO", "-X", "no_debug_ranges")
_NOT_FOR_CHILDREN = {"SKYT_MIGRATION_DATABASE_URL"}
_DEFAULTS = {"SKYT_ANSWER_LATENCY_MS": "300"}


def child_environment(settings: Settings, data_dir: Path, application_url: str, redis_url: str, secret_key: str) -> dict[str, str]:
    """The environment of API and worker: the caller's, with every setting resolved and without the tables' owner.

    Answers that are read from files take a moment each, so that a viewer sees progress.
    """
    chosen: dict[str, object | None] = {
        "SKYT_DATABASE_URL": application_url,
        "SKYT_REDIS_URL": redis_url,
        "SKYT_SECRET_KEY": secret_key,
        "SKYT_DATA_DIR": data_dir,
        "SKYT_HOST": settings.host,
        "SKYT_PORT": settings.port,
        "SKYT_FRONTEND_DIR": settings.frontend_dir.absolute(),
        "SKYT_RECORDED_OUTPUTS": settings.recorded_outputs and settings.recorded_outputs.absolute(),
        "SKYT_RECORDED_CONTRACTS": settings.recorded_contracts and settings.recorded_contracts.absolute(),
    }
    inherited = {name: value for name, value in os.environ.items() if name not in _NOT_FOR_CHILDREN}
    return _DEFAULTS | inherited | {name: str(value) for name, value in chosen.items() if value is not None}


def api_command(settings: Settings, environment: Mapping[str, str]) -> Command:
    """The web server; open streams get three seconds to end when it stops."""
    where = ("--host", settings.host, "--port", str(settings.port))
    sockets = ("--ws", "websockets-sansio", "--ws-ping-interval", "20", "--ws-per-message-deflate", "false")
    options = ("--factory", "--timeout-graceful-shutdown", "3", *sockets, "--no-access-log")
    arguments = (sys.executable, *LEAN, "-m", "uvicorn", "api.app:create_app", *where, *options)
    return Command("api", arguments, signal.SIGTERM, environment, directory=REPOSITORY)


def worker_command(environment: Mapping[str, str]) -> Command:
    """One worker process."""
    return Command("worker", (sys.executable, "-m", "workers.run"), signal.SIGTERM, environment, directory=REPOSITORY)
