"""docker-compose.yml names only what exists: programs, options, variables, ports and paths of this repository.

There is no container engine in the tests, so this is what can be checked without starting it.
"""

import shlex
from importlib import import_module
from typing import Any

import pytest
import yaml
from pydantic_settings import BaseSettings
from typer.main import get_command

from api.settings import Settings as ApiSettings
from cli.main import app
from cli.settings import Settings as CliSettings
from cli.supervisor.programs import api_command
from tests.architecture.files import REPOSITORY
from workers.settings import WorkerSettings

COMPOSE: dict[str, Any] = yaml.safe_load((REPOSITORY / "docker-compose.yml").read_text())
SERVICES: dict[str, Any] = COMPOSE["services"]
OURS = {name: service for name, service in SERVICES.items() if "build" in service}


def known_variables() -> set[str]:
    settings: tuple[type[BaseSettings], ...] = (ApiSettings, CliSettings, WorkerSettings)
    return {f"SKYT_{field}".upper() for model in settings for field in model.model_fields}


def test_the_planned_services_are_there_and_say_when_they_are_well() -> None:
    assert set(SERVICES) == {"postgres", "redis", "storage", "identity", "prepare", "api", "worker"}
    assert {name for name, service in SERVICES.items() if "healthcheck" not in service} == {"prepare"}


@pytest.mark.parametrize("name", sorted(OURS))
def test_every_variable_is_one_that_the_programs_read(name: str) -> None:
    assert set(OURS[name]["environment"]) - known_variables() == set()


def test_the_api_is_started_as_the_supervisor_starts_it() -> None:
    supervised = list(api_command(CliSettings(host="0.0.0.0", port=8700), {}).arguments)
    module, _, factory = OURS["api"]["command"][1].partition(":")

    assert ["uvicorn", *supervised[3:]] == OURS["api"]["command"]
    assert callable(getattr(import_module(module), factory))


def test_every_skyt_command_exists() -> None:
    commands = set(get_command(app).commands)
    lines = [service["command"] for service in OURS.values()]
    words = [word for line in lines for part in line for word in shlex.split(part.replace("&&", " "))]
    used = {words[index + 1] for index, word in enumerate(words) if word == "skyt"}

    assert used == {"migrate", "seed", "worker"}
    assert used <= commands


def test_health_is_asked_where_the_api_answers() -> None:
    routes = {route.path for route in import_module("api.http.health").ROUTES}
    question = OURS["api"]["healthcheck"]["test"][-1]

    assert "/readyz" in routes
    assert "http://127.0.0.1:8700/readyz" in question
    assert OURS["api"]["ports"] == ["127.0.0.1:8700:8700"]


def test_mounted_files_and_the_image_are_in_the_repository() -> None:
    mounts = [mount.split(":")[0] for service in SERVICES.values() for mount in service.get("volumes", ())]
    files = [mount for mount in mounts if mount.startswith("./")]

    assert sorted(files) == ["./deploy/identity.yaml", "./deploy/roles.sql"]
    assert all((REPOSITORY / name).is_file() for name in files)
    assert (REPOSITORY / "Dockerfile").is_file()
