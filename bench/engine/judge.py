"""Judges the repaired outputs of recorded experiments: whether they coincide and still do what the answer did.

Run: python -m bench.engine.judge [--data FOLDER] [--witnesses]. Counts a repaired output only where its behaviour is kept, under the
guard's own inputs and under a second, independent set that the guard never saw.
"""

import argparse
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from statistics import fmean

from bench.engine.recorded import DATA, recorded
from engine.adapters.memory.cache import MemoryCache
from engine.adapters.sandbox.fork_server_sandbox import ForkServerSandbox
from engine.canonicalization.fences import extract_code
from engine.domain.contract import Contract
from engine.oracle.behaviour import differing
from engine.oracle.generation.streams import GUARD, INDEPENDENT
from engine.oracle.trial_plan import TrialPlan, trial_plan
from engine.pipeline.replay import ReplayedJob, replay
from engine.pipeline.toolbox import Toolbox
from engine.pipeline.trial import behaviour_on


@dataclass
class Verdicts:
    """What became of one contract's experiments: shares of the largest form, ceilings, and outputs whose behaviour changed."""

    raw: list[float] = field(default_factory=list)
    shares: list[float] = field(default_factory=list)
    ceilings: list[float] = field(default_factory=list)
    changed: dict[str, set[str]] = field(default_factory=lambda: {"guard": set(), "independent": set()})
    distinct: set[str] = field(default_factory=set)
    defects: set[str] = field(default_factory=set)


class Judge:
    """Tries texts on both sets of inputs, each text once."""

    def __init__(self, tools: Toolbox) -> None:
        self._tools = tools
        self._plans: dict[str, tuple[TrialPlan, TrialPlan]] = {}

    def changes(self, contract: Contract, raw: str, repaired: str) -> list[str]:
        """Under which sets of inputs a repaired output does something else than the raw one."""
        source = extract_code(raw, contract.entry_point)
        if source == repaired:
            return []
        plans = self._plans.setdefault(contract.id, (trial_plan(contract, GUARD), trial_plan(contract, INDEPENDENT)))
        pairs = zip(("guard", "independent"), plans, strict=True)
        return [name for name, plan in pairs if self._differ(source, repaired, plan)]

    def _differ(self, source: str, repaired: str, plan: TrialPlan) -> bool:
        first, second = behaviour_on(source, plan, self._tools), behaviour_on(repaired, plan, self._tools)
        return (first.problem is None) != (second.problem is None) or bool(differing(first, second))


def judge(job: ReplayedJob, judge_: Judge, verdicts: Verdicts) -> None:
    """Add one experiment to its contract's verdicts."""
    kept: Counter[str] = Counter()
    for run in job.report.runs:
        raw, repaired = run.raw_output or "", run.repaired_output or ""
        changes = judge_.changes(job.config.contract, raw, repaired)
        for name in changes:
            verdicts.changed[name].add(raw)
        verdicts.distinct.add(raw)
        if run.analysis is not None:
            verdicts.defects.update(run.analysis.defects)
        kept[raw if changes else repaired] += 1
    size = len(job.report.runs)
    verdicts.raw.append(max(Counter(run.raw_output for run in job.report.runs).values()) / size)
    verdicts.shares.append(max(kept.values()) / size)
    verdicts.ceilings.append(len(job.report.behaviour_classes[0].run_indexes) / size)


def print_table(results: dict[str, Verdicts]) -> None:
    """Print one Markdown row for each contract and one for all."""
    print("| contract | experiments | distinct | raw | largest form | ceiling | changed (guard) | changed (independent) | defects |")
    print("| --- | --- | --- | --- | --- | --- | --- | --- | --- |")
    total = Verdicts()
    for name, item in results.items():
        print_row(name, item)
        total.raw += item.raw
        total.shares += item.shares
        total.ceilings += item.ceilings
        total.distinct |= item.distinct
        total.defects |= item.defects
        for key, changed in item.changed.items():
            total.changed[key] |= changed
    print_row("all", total)


def print_row(name: str, item: Verdicts) -> None:
    """Print one Markdown row."""
    means = " | ".join(f"{fmean(values):.3f}" for values in (item.raw, item.shares, item.ceilings))
    counts = f"{len(item.changed['guard'])} | {len(item.changed['independent'])} | {len(item.defects)}"
    print(f"| {name} | {len(item.shares)} | {len(item.distinct)} | {means} | {counts} |")


def print_witnesses(jobs: list[ReplayedJob]) -> None:
    """Print how each experiment's largest class differs from the others."""
    for job in jobs:
        for item in job.report.behaviour_classes[1:]:
            for witness in item.witnesses[:1]:
                sizes = f"{len(item.run_indexes)} of {len(job.report.runs)} runs"
                print(f"{job.experiment}: {sizes} differ on `{witness.input}`: `{witness.here}` against `{witness.there}`")


def main() -> None:
    """Judge all recorded experiments and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=DATA, help="the folder with the recorded generations")
    parser.add_argument("--witnesses", action="store_true", help="print what tells behaviour classes apart")
    options = parser.parse_args()
    results: dict[str, Verdicts] = defaultdict(Verdicts)
    with ForkServerSandbox() as sandbox:
        tools = Toolbox(sandbox, MemoryCache())
        jobs = replay(recorded(options.data), tools, lambda _done, _total: None)
        judge_ = Judge(tools)
        for job in jobs:
            judge(job, judge_, results[job.config.contract.id])
    print_table(results)
    if options.witnesses:
        print_witnesses(jobs)


if __name__ == "__main__":
    main()
