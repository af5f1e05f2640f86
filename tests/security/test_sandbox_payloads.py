"""The adversarial suite: every payload is held, with Landlock and by the seccomp filter alone, and nothing outside is touched."""

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from engine.adapters.sandbox.fork_server_sandbox import ForkServerSandbox
from engine.adapters.sandbox.isolation import IsolationSettings
from tests.security.payloads import FAMILIES, Payload, all_payloads, attempt, payloads
from tests.security.targets import Targets, open_targets

INTERPRETER = os.environ.get("SKYT_TEST_SANDBOX_PYTHON", sys.executable)


@pytest.fixture(scope="module")
def targets() -> Iterator[Targets]:
    with open_targets() as targets:
        yield targets


@pytest.fixture(scope="module", params=[("landlock", "seccomp"), ("seccomp",)], ids=["all-layers", "seccomp-alone"])
def sandbox(request: pytest.FixtureRequest) -> Iterator[ForkServerSandbox]:
    with ForkServerSandbox(IsolationSettings(layers=request.param), interpreter=INTERPRETER) as sandbox:
        yield sandbox


@pytest.mark.parametrize("payload", all_payloads(), ids=lambda payload: f"{payload.family}: {payload.name}")
def test_is_held(sandbox: ForkServerSandbox, targets: Targets, payload: Payload) -> None:
    assert attempt(sandbox, payload, targets.marks) == []
    assert targets.damage() == []


def test_no_process_is_left_behind(sandbox: ForkServerSandbox, targets: Targets) -> None:
    for payload in payloads("processes"):
        attempt(sandbox, payload, targets.marks)
    servers = {server.process_id for server in sandbox.servers}
    assert servers
    assert [process for process, parent in _parents().items() if parent in servers] == []


def _parents() -> dict[int, int]:
    parents = {}
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            parents[int(path.parent.name)] = int(path.read_text().rpartition(")")[2].split()[1])
        except (FileNotFoundError, ProcessLookupError):
            continue
    return parents


def test_the_suite_is_as_large_as_promised_and_every_name_is_one_of_a_kind() -> None:
    names = [(payload.family, payload.name) for payload in all_payloads()]
    assert len(names) == len(set(names))
    assert len(names) >= 120
    assert set(FAMILIES) == {
        "aliasing", "cheating", "files", "honest", "memory", "network", "nondeterminism", "processes", "resources", "signals"
    }  # fmt: skip
