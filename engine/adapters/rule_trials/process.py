"""The port RuleTrials over one process a trial: what hangs, crashes or grows is ended without harm to the one who asked."""

import asyncio
import contextlib
import os
import signal
import sys
from pathlib import Path

import engine
from engine.adapters.rule_trials.messages import ANSWER, REQUEST, TrialAnswer, TrialRequest
from engine.adapters.sandbox.isolation import ALLOW_UNISOLATED
from engine.domain.contract import Kind
from engine.domain.errors import ToolFailed
from engine.domain.restriction import BoundRule, ExampleResult, RestrictionSet
from engine.ports.rule_trials import OutputTrial

MAX_SECONDS = 20.0
MAX_AT_ONCE = 2
MAX_WAITING = 8
_ROOT = str(Path(engine.__file__).parent.parent)
_BOOTSTRAP = "import sys; sys.path.append(sys.argv[1]); from engine.adapters.rule_trials.child import main; main()"


class ProcessRuleTrials:
    """Two trials at once and eight waiting; each has 20 seconds and two gigabytes of memory."""

    def __init__(self, max_seconds: float = MAX_SECONDS, max_waiting: int = MAX_WAITING) -> None:
        """Take how long a trial may last, and how many may wait."""
        self._seconds, self._places = max_seconds, MAX_AT_ONCE + max_waiting
        self._running = asyncio.Semaphore(MAX_AT_ONCE)

    async def try_output(self, rules: tuple[BoundRule, ...], output: str, kind: Kind) -> OutputTrial:
        """Hold an output against rules. Raises ToolFailed."""
        return (await self._ask(TrialRequest(output, kind, rules))).trial

    async def run_examples(self, restriction_set: RestrictionSet) -> tuple[ExampleResult, ...]:
        """Hold every example of a set against its rule. Raises ToolFailed."""
        return (await self._ask(TrialRequest(examples_of=restriction_set))).examples

    async def _ask(self, request: TrialRequest) -> TrialAnswer:
        if self._places <= 0:
            message = "too many trials of rules are waiting already; try again in a moment"
            raise ToolFailed(message)
        self._places -= 1
        try:
            async with self._running:
                return ANSWER.validate_json(await self._run(REQUEST.dump_json(request)))
        finally:
            self._places += 1

    async def _run(self, request: bytes) -> bytes:
        process = await _start()
        try:
            answer, _ = await asyncio.wait_for(process.communicate(request), self._seconds)
        except TimeoutError as error:
            message = f"the rules could not be decided within {self._seconds:g} seconds; try fewer rules or a shorter text"
            raise ToolFailed(message) from error
        finally:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            await process.wait()
        if process.returncode:
            message = f"the rules could not be decided: the trial ended with code {process.returncode}"
            raise ToolFailed(message)
        return answer


async def _start() -> asyncio.subprocess.Process:
    names = ("PATH", ALLOW_UNISOLATED)
    try:
        return await asyncio.create_subprocess_exec(
            *(sys.executable, "-P", "-X", "utf8", "-c", _BOOTSTRAP, _ROOT),
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.DEVNULL,
            env={name: os.environ[name] for name in names if name in os.environ},
            cwd="/",
            start_new_session=True,
        )
    except OSError as error:
        message = f"rules cannot be tried: no process can be started ({error.strerror})"
        raise ToolFailed(message) from error
