"""`python -m bench.faults [JOBS] [SECONDS]`: the campaign and its table; ends with 1 when something is not as it must be."""

import argparse
import asyncio
import sys
import tempfile
from pathlib import Path

from bench.faults.campaign import Plan, run


def main() -> None:
    """Run a campaign and print it."""
    parser = argparse.ArgumentParser(
        prog="python -m bench.faults", description="Jobs over real servers, with faults at random; needs root."
    )
    parser.add_argument("jobs", nargs="?", type=int, default=Plan().jobs, help="how many jobs of 20 runs (default: %(default)s)")
    parser.add_argument("seconds", nargs="?", type=float, default=Plan().fault_seconds, help="seconds of faults (default: %(default)s)")
    given = parser.parse_args()
    plan = Plan(jobs=given.jobs, fault_seconds=given.seconds)
    with tempfile.TemporaryDirectory(prefix="skyt-faults-") as name:
        folder = Path(name)
        folder.chmod(0o711)
        found, faults = asyncio.run(run(plan, folder))
    print(f"{plan.jobs} jobs of {plan.runs} runs, {plan.workers} workers; faults: {faults}\n")
    print(found.table())
    sys.exit(0 if found.is_good else 1)


if __name__ == "__main__":
    main()
