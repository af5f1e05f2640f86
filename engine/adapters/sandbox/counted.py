"""A sandbox whose own failures are counted for Prometheus."""

from prometheus_client import Counter

from engine.domain.errors import SandboxFailed
from engine.ports.sandbox import Execution, Limits, Program, Sandbox

FAILURES = Counter("skyt_sandbox_failures_total", "Executions that failed because the sandbox itself did not work.")


class CountedSandbox:
    """The port Sandbox over another one."""

    def __init__(self, sandbox: Sandbox) -> None:
        """Take the sandbox."""
        self._sandbox = sandbox

    def run(self, program: Program, limits: Limits) -> Execution:
        """Run the program. Raises what the sandbox raises; SandboxFailed is counted."""
        try:
            return self._sandbox.run(program, limits)
        except SandboxFailed:
            FAILURES.inc()
            raise
