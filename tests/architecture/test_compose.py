"""docker-compose.yml names only what exists: programs, options, variables, ports and paths of this repository.

There is no container engine in the tests, so this is what can be checked without starting it.
"""

import shlex
from importlib import import_module
from typing import Any

import pytest
import yaml

from cli.settings import Settings as CliSettings
from cli.supervisor.programs import api_command
from tests.architecture.deployment import known_commands, known_variables
from tests.architecture.files import REPOSITORY

COMPOSE: dict[str, Any] = yaml.safe_load((REPOSITORY / "docker-compose.yml").read_text())
SERVICES: dict[str, Any] = COMPOSE["services"]
OURS = {name: service for name, service in SERVICES.items() if "build" in service}


def test_the_planned_services_are_there_and_say_when_they_are_well() -> None:
    servers = {"postgres", "redis", "storage", "bucket", "identity", "proxy", "prometheus", "grafana"}
    assert set(SERVICES) == servers | {"prepare", "api", "worker"}
    assert {name for name, service in SERVICES.items() if "healthcheck" not in service} == {"prepare", "bucket"}


@pytest.mark.parametrize("name", sorted(OURS))
def test_every_variable_is_one_that_the_programs_read(name: str) -> None:
    assert set(OURS[name]["environment"]) - known_variables() == set()


def test_the_api_is_started_as_the_supervisor_starts_it() -> None:
    supervised = list(api_command(CliSettings(host="0.0.0.0", port=8700), {}).arguments)
    module, _, factory = OURS["api"]["command"][1].partition(":")

    assert ["uvicorn", *supervised[3:]] == OURS["api"]["command"]
    assert callable(getattr(import_module(module), factory))


def test_every_skyt_command_exists() -> None:
    lines = [service["command"] for service in OURS.values()]
    words = [word for line in lines for part in line for word in shlex.split(part.replace("&&", " "))]
    used = {words[index + 1] for index, word in enumerate(words) if word == "skyt"}

    assert used == {"migrate", "seed", "worker"}
    assert used <= known_commands()


def test_health_is_asked_where_the_api_answers() -> None:
    routes = {route.path for route in import_module("api.http.health").ROUTES}
    question = OURS["api"]["healthcheck"]["test"][-1]

    assert "/readyz" in routes
    assert "http://127.0.0.1:8700/readyz" in question
    assert "ports" not in OURS["api"]
    assert "reverse_proxy api:8700" in (REPOSITORY / "deploy" / "Caddyfile").read_text()


def test_what_is_scraped_is_where_the_programs_answer() -> None:
    jobs = yaml.safe_load((REPOSITORY / "deploy" / "prometheus.yml").read_text())["scrape_configs"]
    places = {(item["dns_sd_configs"][0]["names"][0], item["dns_sd_configs"][0]["port"]) for item in jobs}
    assert places == {("api", 8700), ("worker", int(OURS["worker"]["environment"]["SKYT_METRICS_PORT"]))}


def test_our_containers_write_to_their_own_memory_only() -> None:
    confined = {name: (item["read_only"], item["cap_drop"], item["tmpfs"]) for name, item in OURS.items()}
    assert confined == dict.fromkeys(("prepare", "api", "worker"), (True, ["ALL"], ["/tmp"]))


def test_only_the_proxy_and_what_browsers_need_are_published_and_on_this_machine_only() -> None:
    published = {name: service["ports"] for name, service in SERVICES.items() if "ports" in service}
    assert set(published) == {"identity", "proxy", "grafana"}
    assert all(port.startswith("127.0.0.1:") for ports in published.values() for port in ports)


def test_mounted_files_and_the_image_are_in_the_repository() -> None:
    mounts = [mount.split(":")[0] for service in SERVICES.values() for mount in service.get("volumes", ())]
    files = [mount for mount in mounts if mount.startswith("./")]

    assert len(files) == 8
    assert all((REPOSITORY / name).is_file() for name in files)
    assert (REPOSITORY / "Dockerfile").is_file()
