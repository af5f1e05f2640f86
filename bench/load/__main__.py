"""`python -m bench.load [throughput] [growth] [fairness] [cancelling]`: the tables; without arguments all of them."""

import asyncio
import os
import sys
import tempfile
from pathlib import Path

from bench.load.cancelling import cancelling
from bench.load.measures import WORKERS, bare, fairness, growth, row, throughput
from bench.load.stand import Stand

SIZES = ((1, 40), (10, 20), (100, 5), (1_000, 2))


def main() -> None:
    """Measure and print."""
    wanted = sys.argv[1:] or ["throughput", "growth", "fairness", "cancelling"]
    with tempfile.TemporaryDirectory(prefix="skyt-load-") as name:
        folder = Path(name)
        folder.chmod(0o711)
        asyncio.run(measure(folder, wanted))


async def measure(folder: Path, wanted: list[str]) -> None:
    """Every wanted table over one set of servers."""
    stand = Stand(folder)
    try:
        await stand.start()
        await stand.start_workers(WORKERS)
        await stand.finished(await stand.submit(await stand.tenant("warm-up"), 4, 5))
        print(f"{WORKERS} workers, {os.cpu_count()} processors, load average before: {os.getloadavg()[0]:.1f}\n")
        if "throughput" in wanted:
            await show_throughput(stand)
        if "growth" in wanted:
            head(row("runs", "jobs", "s a job", "ms a job, all", "ms a run, worker", "ms a run, all"))
            for runs, jobs in SIZES:
                print(await growth(stand, runs, jobs), flush=True)
        if "fairness" in wanted:
            head(
                row(
                    "20 runs alone, s",
                    "20 runs beside 5,000, s",
                    "ratio",
                    "of the slowest",
                    "jobs of the 5,000 still open then",
                    "the 5,000, s",
                )
            )
            print("\n".join(await fairness(stand, 6)))
        if "cancelling" in wanted:
            await show_cancelling(stand)
        print(f"\nload average after: {os.getloadavg()[0]:.1f}")
    finally:
        await stand.stop()


async def show_throughput(stand: Stand) -> None:
    """Skyt's jobs, then the empty actor."""
    head(row("what", "jobs/s", "runs/s", "ms a run: worker", "PostgreSQL", "Redis"))
    for jobs, runs in ((40, 20), (200, 1)):
        print(await throughput(stand, jobs, runs), flush=True)
    await stand.stop_workers()
    await stand.start_workers(WORKERS, "bare")
    await bare(stand, 100)
    print(await bare(stand, 2_000), flush=True)
    await stand.stop_workers()
    await stand.start_workers(WORKERS)
    await stand.finished(await stand.submit(await stand.tenant("warm-up-again"), 4, 5))


async def show_cancelling(stand: Stand) -> None:
    """Calls of a provider that never answers."""
    await stand.stop_workers()
    await stand.start_workers(WORKERS, "silent")
    head(row("a cancelled job is", "calls cut off", "median s", "longest s"))
    for cells in await cancelling(stand, 20):
        print(row(*cells), flush=True)


def head(line: str) -> None:
    """The first two lines of a table."""
    print(f"\n{line}\n|" + " --- |" * (line.count("|") - 1))


if __name__ == "__main__":
    main()
