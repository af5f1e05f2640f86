"""`python -m bench.faults [JOBS] [SECONDS]`: the campaign and its table; ends with 1 when something is not as it must be."""

import asyncio
import sys
import tempfile
from pathlib import Path

from bench.faults.campaign import Plan, run


def main() -> None:
    """Run a campaign and print it."""
    jobs = int(sys.argv[1]) if len(sys.argv) > 1 else Plan().jobs
    seconds = float(sys.argv[2]) if len(sys.argv) > 2 else Plan().fault_seconds
    plan = Plan(jobs=jobs, fault_seconds=seconds)
    with tempfile.TemporaryDirectory(prefix="skyt-faults-") as name:
        folder = Path(name)
        folder.chmod(0o711)
        found, faults = asyncio.run(run(plan, folder))
    print(f"{plan.jobs} jobs of {plan.runs} runs, {plan.workers} workers; faults: {faults}\n")
    print(found.table())
    sys.exit(0 if found.is_good else 1)


if __name__ == "__main__":
    main()
