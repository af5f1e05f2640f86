"""docker-compose.yml names only what exists: programs, options, variables, ports and paths of this repository.

There is no container engine in the tests, so this is what can be checked without starting it.
"""

import json
import shlex
from fnmatch import fnmatch
from importlib import import_module
from typing import Any

import pytest
import yaml

from api.app import create_app
from api.settings import Settings as ApiSettings
from cli.settings import Settings as CliSettings
from cli.supervisor.programs import api_command
from engine.ports.job_queue import TIERS
from tests.architecture.deployment import known_commands, known_variables
from tests.architecture.files import REPOSITORY
from workers.settings import WorkerSettings

COMPOSE: dict[str, Any] = yaml.safe_load((REPOSITORY / "docker-compose.yml").read_text())
SERVICES: dict[str, Any] = COMPOSE["services"]
OURS = {name: service for name, service in SERVICES.items() if service.get("image") == "skyt:local"}
WORKERS = {f"worker-{tier}": tier for tier in TIERS}


def api_routes() -> list[Any]:
    return list(create_app(ApiSettings(database_url="postgresql+asyncpg://-/-", redis_url="redis://-")).routes)


def test_the_planned_services_are_there_and_say_when_they_are_well() -> None:
    servers = {"postgres", "redis", "storage", "bucket", "identity", "proxy", "prometheus", "grafana"}
    assert set(SERVICES) == servers | {"prepare", "api", "frontend"} | set(WORKERS)
    assert {name for name, service in SERVICES.items() if "healthcheck" not in service} == {"prepare", "bucket"}


@pytest.mark.parametrize("name", sorted(OURS))
def test_every_variable_is_one_that_the_programs_read(name: str) -> None:
    assert set(OURS[name]["environment"]) - known_variables() == set()


def test_the_api_is_started_as_the_supervisor_starts_it() -> None:
    supervised = list(api_command(CliSettings(host="0.0.0.0", port=8700), {}).arguments)
    (application,) = (word for word in OURS["api"]["command"] if word.startswith("api."))
    module, _, factory = application.partition(":")

    assert ["python", *supervised[1:]] == OURS["api"]["command"]
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
    assert "reverse_proxy @service api:8700" in (REPOSITORY / "deploy" / "Caddyfile").read_text()


def test_what_is_scraped_is_where_the_programs_answer() -> None:
    jobs = yaml.safe_load((REPOSITORY / "deploy" / "prometheus.yml").read_text())["scrape_configs"]
    places = {(name, item["dns_sd_configs"][0]["port"]) for item in jobs for name in item["dns_sd_configs"][0]["names"]}
    assert places == {("api", 8700)} | {(name, int(OURS[name]["environment"]["SKYT_METRICS_PORT"])) for name in WORKERS}


@pytest.mark.parametrize(("name", "tier"), sorted(WORKERS.items()))
def test_each_tier_has_workers_that_take_its_jobs_and_no_others(name: str, tier: str) -> None:
    environment = OURS[name]["environment"]
    settings = WorkerSettings(database_url="-", redis_url="-", worker_tiers=json.loads(environment["SKYT_WORKER_TIERS"]))

    assert settings.worker_tiers == (tier,)
    assert OURS[name]["command"] == ["skyt", "worker"]
    assert f"http://127.0.0.1:{environment['SKYT_METRICS_PORT']}/metrics" in OURS[name]["healthcheck"]["test"][-1]
    assert "container_name" not in OURS[name], "a name cannot be scaled"


def test_the_page_has_a_container_of_its_own_and_every_route_of_the_api_leads_to_the_api() -> None:
    proxy, page = ((REPOSITORY / "deploy" / name).read_text() for name in ("Caddyfile", "frontend.Caddyfile"))
    dockerfile = (REPOSITORY / "Dockerfile").read_text()
    (line,) = [line for line in proxy.splitlines() if line.strip().startswith("@service")]
    routes = {route.path for route in api_routes() if route.path not in {"", "/metrics"}}

    assert SERVICES["frontend"]["build"]["target"] == "frontend"
    assert "COPY deploy/frontend.Caddyfile" in dockerfile.partition(" AS frontend")[2].partition("FROM")[0]
    assert "reverse_proxy frontend:8080" in proxy
    assert ":8080 {" in page
    assert [route for route in sorted(routes) if not any(fnmatch(route, pattern) for pattern in line.split()[2:])] == []
    assert dockerfile.rpartition("\nFROM ")[2].startswith("python:"), "the last stage is what other services build"


def test_our_containers_write_to_their_own_memory_only() -> None:
    confined = {name: (item["read_only"], item["cap_drop"], item["tmpfs"]) for name, item in OURS.items()}
    assert confined == dict.fromkeys(("prepare", "api", *WORKERS), (True, ["ALL"], ["/tmp"]))


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
