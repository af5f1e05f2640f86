"""The sandbox: fork-servers under several hash seeds, kept by a trusted supervisor that no code under test ever meets."""

import os
import sys
import warnings
from threading import BoundedSemaphore, Lock
from types import TracebackType
from typing import Self

from engine.adapters.sandbox.isolation import ALLOW_UNISOLATED, IsolationSettings, isolation_from_environment
from engine.adapters.sandbox.job import Job, pack_job
from engine.adapters.sandbox.kept_arguments import kept_arguments
from engine.adapters.sandbox.report_reader import Ending, execution_of
from engine.adapters.sandbox.server_process import ServerDied, ServerProcess
from engine.domain.errors import SandboxFailed
from engine.ports.sandbox import Execution, Limits, Program

_REFUSAL = (
    "this system cannot isolate a candidate: it has no seccomp filters. Run on Linux (x86_64 or aarch64) with seccomp, or set "
    f"{ALLOW_UNISOLATED}=1 to run code that a model wrote with nothing but resource limits and a clock around it"
)
_WARNING = "SANDBOX WITHOUT ISOLATION: candidates can read files, reach the network and signal processes as this user can"


class ForkServerSandbox:
    """Runs each program in a forked, locked child; safe to use from several threads. Close it, or use it as a context manager.

    At most `max_children` run at once (default: one for each processor), so their memory is bounded by that many times the limit.
    """

    def __init__(
        self, settings: IsolationSettings | None = None, max_children: int | None = None, interpreter: str = sys.executable
    ) -> None:
        """Take the isolation settings (default: all layers, from the environment) and the Python that runs candidates."""
        self._settings = settings or isolation_from_environment()
        self._interpreter = interpreter
        self._children = BoundedSemaphore(max_children or os.cpu_count() or 1)
        self._lock = Lock()
        self._servers: dict[int, ServerProcess] = {}
        self._process = os.getpid()

    def run(self, program: Program, limits: Limits) -> Execution:
        """Run every scenario of the program within the limits.

        Raises SandboxFailed when the sandbox itself does not work or must not run here, InvalidInput when the request cannot be run.
        """
        job = pack_job(program, limits)
        with self._children:
            report, ending, isolation = self._run(job, limits)
        return execution_of(report, ending, kept_arguments(program, limits.observation_bytes), isolation)

    def _run(self, job: Job, limits: Limits) -> tuple[bytes, Ending, str]:
        """Run a job; when the server is gone, once more on a new one."""
        for _ in range(2):
            server = self._server(limits.hash_seed)
            try:
                return (*server.run(job, limits.wall_seconds), server.isolation)
            except ServerDied:
                self._discard(server)
        raise SandboxFailed("the sandbox's fork-server died twice over one program")

    def _server(self, hash_seed: int) -> ServerProcess:
        with self._lock:
            if self._process != os.getpid():
                self._servers, self._process = {}, os.getpid()
            server = self._servers.get(hash_seed)
            if server is None or not server.is_alive:
                if server is not None:
                    server.close()
                server = self._servers[hash_seed] = self._started(hash_seed)
            return server

    @property
    def servers(self) -> tuple[ServerProcess, ...]:
        """The fork-servers that were started, one for each hash seed that was asked for."""
        with self._lock:
            return tuple(self._servers.values())

    def _started(self, hash_seed: int) -> ServerProcess:
        server = ServerProcess(hash_seed, self._settings, self._interpreter)
        if server.isolation == "none":
            if not self._settings.allow_unisolated:
                server.close()
                raise SandboxFailed(_REFUSAL)
            warnings.warn(_WARNING, RuntimeWarning, stacklevel=2)
        return server

    def _discard(self, server: ServerProcess) -> None:
        with self._lock:
            server.close()

    def close(self) -> None:
        """End every fork-server; the next run starts new ones."""
        with self._lock:
            for server in self._servers.values():
                server.close()
            self._servers.clear()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, _type: type[BaseException] | None, _error: BaseException | None, _trace: TracebackType | None) -> None:
        self.close()
