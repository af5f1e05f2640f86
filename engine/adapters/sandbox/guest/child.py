"""The forked child: locks itself, then runs one job and never returns."""

import gc
import marshal
import os
import signal
import sys
from typing import Any

from engine.adapters.sandbox.guest.lockdown import Lockdown
from engine.adapters.sandbox.guest.player import MODULE, Player
from engine.adapters.sandbox.guest.report_writer import ReportWriter

MEGABYTE = 1024 * 1024
LOCK_FAILED = 97


def run_child(lockdown: Lockdown, parent: int, base_bytes: int, descriptors: tuple[int, int]) -> None:
    """Run the job in the first descriptor and report into the second; ends the process."""
    try:
        lockdown.detach(parent)
        _reset_signals()
        job, report = _read(*descriptors)
        memory_bytes = base_bytes + job["report_bytes"] + job["memory_mb"] * MEGABYTE
        lockdown.enter(memory_bytes, job["processor_seconds"])
        report.confirm_lock()
    except BaseException:  # noqa: BLE001
        os._exit(LOCK_FAILED)
    try:
        sys.argv = [MODULE]
        gc.enable()
        Player(job, report).play()
    finally:
        os._exit(0)


def _reset_signals() -> None:
    signal.set_wakeup_fd(-1)
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)


def _read(job_descriptor: int, report_descriptor: int) -> tuple[dict[str, Any], ReportWriter]:
    """The job (written by the trusted supervisor) and its report; nothing of a job was in this process before."""
    job = marshal.loads(os.pread(job_descriptor, os.fstat(job_descriptor).st_size, 0))  # noqa: S302
    return job, ReportWriter(report_descriptor, job["report_bytes"])
