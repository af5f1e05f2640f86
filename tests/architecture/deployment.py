"""What the deployment files may name: the variables, commands, routes and metrics that exist in the code."""

import re
from collections.abc import Iterator
from typing import Any

import yaml
from pydantic_settings import BaseSettings
from typer.main import get_command

from api.settings import Settings as ApiSettings
from cli.main import app
from cli.settings import Settings as CliSettings
from engine.adapters.artifact_settings import ArtifactSettings
from engine.adapters.llm.remote.settings import ProviderSettings
from tests.architecture.files import REPOSITORY
from workers.settings import WorkerSettings

_METRIC = re.compile(r"\bskyt_[a-z_]+")
_DECLARED = re.compile(r'(Counter|Gauge|Histogram)\(\s*"(skyt_[a-z_]+)"')
_SUFFIXES = {"Counter": ("",), "Gauge": ("",), "Histogram": ("_bucket", "_sum", "_count")}


def known_variables() -> set[str]:
    settings: tuple[type[BaseSettings], ...] = (ApiSettings, CliSettings, WorkerSettings, ArtifactSettings, ProviderSettings)
    of_options = {option.envvar for command in _commands(get_command(app)) for option in command.params if isinstance(option.envvar, str)}
    return {f"SKYT_{field}".upper() for model in settings for field in model.model_fields} | of_options


def _commands(command: Any) -> Iterator[Any]:
    yield command
    for inner in getattr(command, "commands", {}).values():
        yield from _commands(inner)


def known_commands() -> set[str]:
    return set(get_command(app).commands)


def known_metrics() -> set[str]:
    """Every metric that the programs declare, by the names under which Prometheus keeps it."""
    sources = [path.read_text() for room in ("api", "engine", "workers") for path in (REPOSITORY / room).rglob("*.py")]
    declared = [match for source in sources for match in _DECLARED.findall(source)]
    return {name + suffix for kind, name in declared for suffix in _SUFFIXES[kind]}


def metrics_in(text: str) -> set[str]:
    return set(_METRIC.findall(text))


def documents(folder: str) -> list[dict[str, Any]]:
    """Every YAML document in a folder's files."""
    return [item for path in sorted((REPOSITORY / folder).glob("*.yaml")) for item in yaml.safe_load_all(path.read_text()) if item]
