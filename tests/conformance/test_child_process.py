"""The child process sandbox under the conformance suite."""

import sys

import pytest
from engine.adapters.sandbox.child_process import ChildProcessSandbox

from engine.adapters.sandbox import child_process
from engine.domain.errors import SandboxFailed
from tests.conformance.sandbox import QUICK, SandboxConformance, function


class TestChildProcessSandbox(SandboxConformance):
    @pytest.fixture
    def sandbox(self) -> ChildProcessSandbox:
        return ChildProcessSandbox()

    def test_says_that_it_isolates_nothing(self, sandbox: ChildProcessSandbox) -> None:
        assert sandbox.run(function("def f(): pass"), QUICK).isolation == "none"

    def test_an_interpreter_that_does_not_start_is_the_sandbox_failing(self, sandbox, monkeypatch) -> None:
        monkeypatch.setattr(child_process, "_COMMAND", ("/nonexistent/python",))
        with pytest.raises(SandboxFailed, match="no child process can be started"):
            sandbox.run(function("def f(): pass"), QUICK)

    def test_a_harness_that_does_not_start_is_the_sandbox_failing(self, sandbox, monkeypatch) -> None:
        monkeypatch.setattr(child_process, "_COMMAND", (sys.executable, "-c", "raise SystemExit(3)"))
        with pytest.raises(SandboxFailed, match=r"did not start \(exit code (3|-9)\)"):
            sandbox.run(function("def f(): pass"), QUICK)

    def test_too_much_output_is_stopped(self, sandbox, monkeypatch) -> None:
        monkeypatch.setattr(child_process, "MAX_REPLY_BYTES", 1_000)
        execution = sandbox.run(function("def f(): return 'x' * 50_000"), QUICK)
        assert execution.outcome == "blocked"
