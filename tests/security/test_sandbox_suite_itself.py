"""Tests of the adversarial suite: with a layer taken away, or a judge beside the candidate, it must fail visibly."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from engine.adapters.sandbox.fork_server_sandbox import ForkServerSandbox
from engine.adapters.sandbox.isolation import IsolationSettings
from engine.domain.errors import SandboxFailed
from tests.security.payloads import Payload, attempt, payloads
from tests.security.targets import open_targets

pytestmark = pytest.mark.filterwarnings("ignore:SANDBOX WITHOUT ISOLATION:RuntimeWarning")
JUDGE = Path(__file__).with_name("same_process_judge.py")
# Without a filter these would stop or end processes that are not the test's own.
TOO_DANGEROUS = {"kill everything", "stop the fork-server"}


def escapes(settings: IsolationSettings, family: str) -> set[str]:
    """The payloads of a family that a weakened sandbox does not hold, by what the suite says of them."""
    harmless = [payload for payload in payloads(family) if payload.name not in TOO_DANGEROUS]
    with ForkServerSandbox(settings) as sandbox:
        return {payload.name for payload in harmless if not _is_held(sandbox, payload)}


def _is_held(sandbox: ForkServerSandbox, payload: Payload) -> bool:
    with open_targets() as targets:
        try:
            return not attempt(sandbox, payload, targets.marks) and not targets.damage()
        except SandboxFailed:
            return False


@pytest.mark.parametrize(
    ("family", "at_least"),
    [
        ("files", {"stat, which tells whether a path exists", "exists, which hides the refusal", "change the directory"}),
        ("processes", {"clone3 answers that it does not exist", "outlive the parent", "new user namespace"}),
        ("signals", {"owner of a descriptor, who gets its signals", "signal through a process descriptor"}),
        ("memory", {"map executable memory", "make memory executable", "kernel keys"}),
    ],
)
@pytest.mark.parametrize("layers", [("landlock",), ()], ids=["without seccomp", "resource limits only"])
def test_without_the_filter_the_suite_fails(layers: tuple[str, ...], family: str, at_least: set[str]) -> None:
    assert escapes(IsolationSettings(layers, allow_unisolated=True), family) >= at_least


def test_with_resource_limits_only_files_are_destroyed() -> None:
    found = escapes(IsolationSettings((), allow_unisolated=True), "files")
    assert found >= {"remove", "truncate", "make a directory", "rename", "readlink of the program"}


def test_a_judge_in_the_candidates_process_is_cheated() -> None:
    cheats = ["integer that equals everything", "object that equals everything", "looking for the expected value in the callers' frames"]
    found = {payload.name for payload in payloads("cheating") if payload.name in cheats and _judged(payload.request) == "pass"}
    assert found == set(cheats)


def _judged(request: dict) -> str:
    command = [sys.executable, str(JUDGE)]
    result = subprocess.run(command, input=json.dumps(request), capture_output=True, text=True, timeout=60, check=False)
    return result.stdout.strip()
