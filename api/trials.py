"""Trying an output on a contract before anything is saved: in a sandbox of the API's own, one at a time.

See docs/decisions/0015-trials-in-the-api.md.
"""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import cached_property
from threading import BoundedSemaphore
from typing import TYPE_CHECKING, TypeVar

from api.auth.throttle import Throttle
from engine.adapters.memory.cache import MemoryCache
from engine.adapters.tools.local import LocalTools
from engine.domain.contract import Contract
from engine.domain.errors import Fault, InvalidInput, StoreUnavailable
from engine.domain.job import Scope
from engine.domain.report import JobReport
from engine.domain.run import OutputAnalysis
from engine.ports.sandbox import Sandbox

if TYPE_CHECKING:
    from engine.pipeline.bundle import Bundle
    from engine.pipeline.toolbox import Toolbox

T = TypeVar("T")
MAX_OUTPUT = 100_000
MAX_WAITING = 8
WALL_SECONDS = 20.0


class ContractTrials:
    """Analyses outputs, and jobs again, as a worker would, in one thread.

    Who comes when eight wait already, or too often, is told to come later.
    """

    def __init__(self, sandbox: Sandbox, throttle: Throttle, per_window: int) -> None:
        """Take the sandbox that runs outputs, what counts an organization's trials, and how many a window of it allows."""
        self._throttle, self._per_window = throttle, per_window
        self._sandbox = sandbox
        self._waiting = BoundedSemaphore(MAX_WAITING)
        self._worker = ThreadPoolExecutor(max_workers=1, thread_name_prefix="trial")

    async def run(self, scope: Scope, contract: Contract, output: str) -> OutputAnalysis:
        """Analyse one output. Raises InvalidInput for one that is too long, StoreUnavailable when it has to wait."""
        if not 1 <= len(output) <= MAX_OUTPUT:
            raise InvalidInput([Fault(f"the output must have from 1 to {MAX_OUTPUT} characters", "$.output")])
        return await self._in_turn(scope, lambda: self._analyse(contract, output))

    async def replay(self, scope: Scope, bundle: "Bundle") -> JobReport:
        """Analyse a job again from its bundle; counts as one trial. Raises StoreUnavailable when it has to wait."""
        from engine.pipeline.bundle_replay import replay_bundle  # noqa: PLC0415 - as for `_tools`

        tools = replace(self._tools, cache=MemoryCache(), tools=LocalTools())
        return await self._in_turn(scope, lambda: replay_bundle(bundle, tools))

    async def _in_turn(self, scope: Scope, work: Callable[[], T]) -> T:
        seconds = await self._throttle.seconds_to_wait("trial", str(scope.organization_id), limit=self._per_window)
        if seconds:
            raise StoreUnavailable(f"your organization tried too many outputs; try again in {seconds} seconds")
        if not self._waiting.acquire(blocking=False):
            raise StoreUnavailable("too many outputs are waiting to be tried; try again in a moment")
        trial = self._worker.submit(work)
        trial.add_done_callback(lambda _: self._waiting.release())
        return await asyncio.wrap_future(trial)

    @cached_property
    def _tools(self) -> "Toolbox":
        # The engine's analysis takes 10 MB, which a process should pay with the first trial only.
        from engine.pipeline.toolbox import TRIAL_LIMITS, Toolbox  # noqa: PLC0415

        return Toolbox(self._sandbox, MemoryCache(), replace(TRIAL_LIMITS, wall_seconds=WALL_SECONDS))

    def _analyse(self, contract: Contract, output: str) -> OutputAnalysis:
        from engine.pipeline.analysis import analyse_output  # noqa: PLC0415 - as for `_tools`
        from engine.pipeline.toolbox import yardstick_of  # noqa: PLC0415 - as for `_tools`

        return analyse_output(output, yardstick_of(contract, ()), self._tools)

    async def close(self) -> None:
        """Let the trial that runs come to its end, drop those that wait, and disconnect."""
        await asyncio.to_thread(self._worker.shutdown, wait=True, cancel_futures=True)
        await self._throttle.close()
