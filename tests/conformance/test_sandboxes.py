"""The fork-server sandbox under the conformance suite, and what only it promises."""

import importlib.util
import os
import signal
import sys
from collections.abc import Iterator
from dataclasses import replace

import pytest

from engine.adapters.sandbox.fork_server_sandbox import ForkServerSandbox
from engine.adapters.sandbox.isolation import ALLOW_UNISOLATED, IsolationSettings, isolation_from_environment
from engine.domain.errors import SandboxFailed
from engine.ports.sandbox import Limits, Outcome
from tests.conformance.sandbox import SandboxConformance
from tests.conformance.sandbox_limits import LIMITS, SandboxLimitsConformance, function, returned

# Screens, installers, and databases that need files.
NOT_SERVED = {
    "_curses", "_curses_panel", "_dbm", "_gdbm", "_tkinter", "antigravity", "curses", "distutils", "ensurepip", "idlelib", "lib2to3", "nis",
    "ossaudiodev", "pydoc_data", "readline", "tkinter", "turtle", "turtledemo", "venv",
}  # fmt: skip
NO_LAYER = IsolationSettings(layers=())


@pytest.fixture(scope="module")
def sandbox() -> Iterator[ForkServerSandbox]:
    with ForkServerSandbox() as sandbox:
        yield sandbox


class TestForkServerSandbox(SandboxConformance, SandboxLimitsConformance):
    def test_says_what_isolates(self, sandbox: ForkServerSandbox) -> None:
        assert sandbox.run(function("def solve(): pass", []), LIMITS).isolation in {"seccomp+landlock", "seccomp"}

    def test_a_server_that_died_is_replaced(self, sandbox: ForkServerSandbox) -> None:
        program = function("def solve(): return 1", [])
        sandbox.run(program, LIMITS)
        before = {server.process_id for server in sandbox.servers}
        for process_id in before:
            os.kill(process_id, signal.SIGKILL)
        assert sandbox.run(program, LIMITS).observations == ((returned(1),),)
        assert {server.process_id for server in sandbox.servers} != before

    def test_a_server_that_is_stopped_is_the_sandboxs_failure(self, sandbox: ForkServerSandbox) -> None:
        sandbox.run(function("def solve(): return 1", []), replace(LIMITS, hash_seed=77))
        stopped = sandbox.servers[-1]
        os.kill(stopped.process_id, signal.SIGSTOP)
        with pytest.raises(SandboxFailed, match="did not answer"):
            sandbox.run(function("def solve(): return 1", []), Limits(wall_seconds=0.1, hash_seed=77))
        assert not stopped.is_alive

    def test_an_overfull_report_is_the_candidates_failure(self, sandbox: ForkServerSandbox) -> None:
        source = "def solve(n): return 'x' * 50_000_000 if n else 1"
        execution = sandbox.run(function(source, [0], [1]), LIMITS)
        assert execution.observations == ((returned(1, 0),), (replace(returned(None, 1), value='["too large", "str"]'),))


def test_the_standard_library_can_be_imported_with_the_file_system_closed(sandbox: ForkServerSandbox) -> None:
    names = sorted(name for name in sys.stdlib_module_names - NOT_SERVED if importlib.util.find_spec(name) is not None)
    execution = sandbox.run(function("def solve(name): return bool(__import__(name))", *([name] for name in names)), LIMITS)
    assert [name for name, (seen,) in zip(names, execution.observations, strict=True) if seen.outcome is not Outcome.RETURNED] == []
    assert len(names) > 200


def test_without_any_layer_it_refuses_by_default() -> None:
    with ForkServerSandbox(NO_LAYER) as sandbox, pytest.raises(SandboxFailed, match=f"set {ALLOW_UNISOLATED}=1"):
        sandbox.run(function("def solve(): pass", []), LIMITS)


def test_without_any_layer_it_warns_and_marks_when_it_may() -> None:
    with ForkServerSandbox(replace(NO_LAYER, allow_unisolated=True)) as sandbox, pytest.warns(RuntimeWarning, match="WITHOUT ISOLATION"):
        execution = sandbox.run(function("def solve(): return 1", []), LIMITS)
    assert (execution.outcome, execution.isolation) == (Outcome.RETURNED, "none")


@pytest.mark.parametrize(("value", "allowed"), [(None, False), ("", False), ("0", False), ("yes", False), ("1", True)])
def test_the_setting_is_one_and_nothing_else(monkeypatch: pytest.MonkeyPatch, value: str | None, allowed: bool) -> None:
    monkeypatch.delenv(ALLOW_UNISOLATED, raising=False)
    if value is not None:
        monkeypatch.setenv(ALLOW_UNISOLATED, value)
    assert isolation_from_environment() == IsolationSettings(("landlock", "seccomp"), allowed)


def test_an_interpreter_that_does_not_exist_is_the_sandboxs_failure() -> None:
    with ForkServerSandbox(interpreter="/nowhere/python") as sandbox, pytest.raises(SandboxFailed, match="no fork-server can be started"):
        sandbox.run(function("def solve(): pass", []), LIMITS)


def test_an_interpreter_that_is_none_is_the_sandboxs_failure() -> None:
    with ForkServerSandbox(interpreter="/bin/true") as sandbox, pytest.raises(SandboxFailed, match="did not start"):
        sandbox.run(function("def solve(): pass", []), LIMITS)


def test_closing_leaves_no_server() -> None:
    with ForkServerSandbox() as sandbox:
        sandbox.run(function("def solve(): pass", []), LIMITS)
        servers = sandbox.servers
    assert servers
    assert [server.is_alive for server in servers] == [False] * len(servers)
