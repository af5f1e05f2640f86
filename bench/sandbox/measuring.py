"""Measuring one way: wall time of each candidate alone, processor time of all processes that took part, and the rate on two threads."""

import os
import resource
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

_TICK_SECONDS = 1 / os.sysconf("SC_CLK_TCK")
THREADS = 2


@dataclass(frozen=True)
class Figures:
    """Milliseconds of wall clock (median and 95th percentile) and of processor for one candidate; candidates a second on two threads."""

    p50_ms: float
    p95_ms: float
    processor_ms: float
    rate: float


def measure(way: Callable[[], None], count: int, servers: Sequence[int] = ()) -> Figures:
    """Run a way so many times alone and as often from two threads. `servers` are processes that work for it without being waited for."""
    way()
    before = _processor_seconds(servers)
    times = sorted(_timed(way) for _ in range(count))
    processor = _processor_seconds(servers) - before
    started = time.perf_counter()
    with ThreadPoolExecutor(THREADS) as threads:
        list(threads.map(lambda _: way(), range(count)))
    rate = count / (time.perf_counter() - started)
    return Figures(times[count // 2] * 1e3, times[int(count * 0.95)] * 1e3, processor / count * 1e3, rate)


def _timed(way: Callable[[], None]) -> float:
    started = time.perf_counter()
    way()
    return time.perf_counter() - started


def _processor_seconds(servers: Sequence[int]) -> float:
    own = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(usage.ru_utime + usage.ru_stime for usage in own) + sum(map(_server_seconds, servers))


def _server_seconds(process: int) -> float:
    """Processor time of a process and of its children that were waited for (proc(5), fields 14 to 17)."""
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return sum(map(int, fields[11:15])) * _TICK_SECONDS


def resident_megabytes(process: int) -> float:
    """What a process holds in memory, shared pages included."""
    lines = Path(f"/proc/{process}/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmRSS")) / 1024
