"""Kubernetes manifests, alert rules and the dashboard name only what exists. No cluster is needed."""

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml

from api.http.health import ROUTES
from cli.settings import Settings as CliSettings
from cli.supervisor.programs import api_command
from engine.ports.job_queue import TIERS
from tests.architecture.deployment import documents, known_commands, known_metrics, known_variables, metrics_in
from tests.architecture.files import REPOSITORY

DEPLOY = REPOSITORY / "deploy"
MANIFESTS = documents("deploy/kubernetes")


def pods() -> list[tuple[str, dict[str, Any]]]:
    found = []
    for manifest in MANIFESTS:
        spec = manifest.get("spec", {})
        spec = spec.get("jobTemplate", {}).get("spec", spec)
        if isinstance(spec, dict) and "template" in spec:
            found.append((manifest["metadata"]["name"], spec["template"]["spec"]))
    return found


def containers() -> list[Any]:
    return [pytest.param(name, container, id=name) for name, pod in pods() for container in pod["containers"]]


def test_the_planned_workloads_are_there() -> None:
    kinds = sorted((item["kind"], item["metadata"]["name"]) for item in MANIFESTS)
    assert kinds == [
        ("ConfigMap", "skyt"),
        ("CronJob", "skyt-collect"),
        ("Deployment", "skyt-api"),
        ("Deployment", "skyt-frontend"),
        *(("Deployment", f"skyt-worker-{tier}") for tier in sorted(TIERS)),
        *(("HorizontalPodAutoscaler", f"skyt-worker-{tier}") for tier in sorted(TIERS)),
        ("Ingress", "skyt"),
        ("Job", "skyt-prepare"),
        ("PodDisruptionBudget", "skyt-api"),
        ("Service", "skyt-api"),
        ("Service", "skyt-frontend"),
    ]


@pytest.mark.parametrize(("name", "pod"), [pytest.param(*item, id=item[0]) for item in pods()])
def test_no_pod_runs_as_root(name: str, pod: dict[str, Any]) -> None:
    assert pod["securityContext"]["runAsNonRoot"] is True
    dockerfile = (REPOSITORY / "Dockerfile").read_text()
    user = pod["securityContext"]["runAsUser"]
    assert (f"\nUSER {user}\n" if name == "skyt-frontend" else f"--uid {user} skyt") in dockerfile
    assert "\nUSER 10001\n" in dockerfile


@pytest.mark.parametrize(("name", "container"), containers())
def test_every_container_is_confined_and_started_by_a_command_that_exists(name: str, container: dict[str, Any]) -> None:
    assert container["securityContext"] == {
        "allowPrivilegeEscalation": False,
        "readOnlyRootFilesystem": True,
        "capabilities": {"drop": ["ALL"]},
    }
    if name == "skyt-frontend":
        assert (container["image"], "command" in container) == ("skyt-frontend", False)
        return
    words = " ".join(container["command"]).replace("&&", " ").split()
    used = {words[index + 1] for index, word in enumerate(words) if word == "skyt"}
    assert used <= known_commands()
    assert used or container["command"] == ["python", *list(api_command(CliSettings(host="0.0.0.0", port=8700), {}).arguments)[1:]]


def test_every_variable_is_one_that_the_programs_read() -> None:
    config = next(item for item in MANIFESTS if item["kind"] == "ConfigMap")
    direct = {entry["name"] for _, pod in pods() for container in pod["containers"] for entry in container.get("env", ())}
    assert (set(config["data"]) | direct) - known_variables() == set()


def test_probes_ask_what_answers() -> None:
    served = {route.path for route in ROUTES}
    asked = [container[probe]["httpGet"] for _, pod in pods() for container in pod["containers"] for probe in container if "Probe" in probe]
    assert sorted((probe["path"], probe["port"]) for probe in asked) == [
        *[("/", "page")] * 2,
        ("/healthz", "http"),
        *[("/metrics", "metrics")] * 6,
        ("/readyz", "http"),
    ]
    assert {probe["path"] for probe in asked if probe["port"] != "page"} <= served


@pytest.mark.parametrize("tier", TIERS)
def test_workers_of_a_tier_grow_with_the_age_of_its_own_queue(tier: str) -> None:
    (scaler,) = [
        item for item in MANIFESTS if item["kind"] == "HorizontalPodAutoscaler" and item["metadata"]["name"] == f"skyt-worker-{tier}"
    ]
    (pod,) = [pod for name, pod in pods() if name == f"skyt-worker-{tier}"]
    environment = {entry["name"]: entry["value"] for entry in pod["containers"][0]["env"]}
    metric = scaler["spec"]["metrics"][0]["external"]

    assert scaler["spec"]["scaleTargetRef"]["name"] == f"skyt-worker-{tier}"
    assert json.loads(environment["SKYT_WORKER_TIERS"]) == [tier]
    assert metric == {
        "metric": {"name": "skyt_queue_oldest_seconds", "selector": {"matchLabels": {"tier": tier}}},
        "target": {"type": "Value", "value": "60"},
    }


@pytest.mark.parametrize("name", ["alerts.yml", "grafana/skyt.json", *(f"kubernetes/worker-{tier}.yaml" for tier in TIERS)])
def test_every_metric_is_one_that_the_programs_declare(name: str) -> None:
    named = metrics_in((DEPLOY / name).read_text())
    assert named
    assert named - known_metrics() == set()


def test_alerts_say_what_to_do_and_cover_what_was_planned() -> None:
    rules = yaml.safe_load((DEPLOY / "alerts.yml").read_text())["groups"][0]["rules"]
    assert [rule["alert"] for rule in rules] == [
        "JobsWaitTooLong",
        "ManyJobsFail",
        "ProviderFails",
        "ProviderHeldBack",
        "SweeperIsBusy",
        "SandboxFails",
        "WorkerIsDown",
    ]
    assert all(rule["annotations"]["description"].endswith((".", ")")) for rule in rules)


def test_the_dashboard_asks_the_data_source_that_is_provided() -> None:
    dashboard = json.loads((DEPLOY / "grafana" / "skyt.json").read_text())
    source = yaml.safe_load((DEPLOY / "grafana" / "datasource.yaml").read_text())["datasources"][0]
    assert {panel["datasource"]["uid"] for panel in dashboard["panels"]} == {source["uid"]}
    assert len({panel["id"] for panel in dashboard["panels"]}) == len(dashboard["panels"]) == 10


@pytest.mark.parametrize("words", ["check rules alerts.yml", "check config prometheus.yml", "test rules alerts.test.yml"])
def test_promtool_agrees_where_it_is_installed(words: str) -> None:
    """Without promtool the rules are still read as YAML above."""
    promtool(*words.split(), folder=DEPLOY)


def test_promtool_can_read_what_the_dashboard_asks(tmp_path: Path) -> None:
    dashboard = json.loads((DEPLOY / "grafana" / "skyt.json").read_text())
    asked = [target["expr"].replace("$__rate_interval", "1m") for panel in dashboard["panels"] for target in panel["targets"]]
    rules = [{"record": f"asked:{place}", "expr": expression} for place, expression in enumerate(asked)]
    (tmp_path / "asked.yml").write_text(yaml.safe_dump({"groups": [{"name": "dashboard", "rules": rules}]}))
    assert len(asked) >= len(dashboard["panels"])
    promtool("check", "rules", "asked.yml", folder=tmp_path)


def promtool(*words: str, folder: Path) -> None:
    program = shutil.which("promtool")
    if program is not None:
        done = subprocess.run([program, *words], cwd=folder, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr


def test_every_setting_is_documented() -> None:
    page = (REPOSITORY / "docs" / "operations.md").read_text()
    assert {name for name in known_variables() if f"`{name}`" not in page} == set()
