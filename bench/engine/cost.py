"""What the analysis of recorded outputs costs, in time, processor time and memory.

Run: python -m bench.engine.cost [--data FOLDER]. Cost must grow with distinct outputs, not with runs.
"""

import argparse
import gc
import resource
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from bench.engine.processor import used
from bench.engine.recorded import DATA, recorded
from engine.adapters.memory.cache import MemoryCache
from engine.adapters.sandbox.fork_server_sandbox import ForkServerSandbox
from engine.canonicalization.memory import MEMORIES
from engine.metrics.jackknife import agreement_interval
from engine.pipeline.forms import forms_of
from engine.pipeline.recorded_run import RecordedRun
from engine.pipeline.replay import Replay, replay
from engine.pipeline.toolbox import Toolbox
from engine.ports.sandbox import Execution, Limits, Observation, Outcome, Program

DISTINCT_TEXTS = 200
MANY_RUNS = 10_000


class Unrun:
    """The port Sandbox where every call answers the same: what an analysis costs beside it."""

    def run(self, program: Program, _limits: Limits) -> Execution:
        """Pretend that every call of every scenario returned None."""
        seen = Observation(Outcome.RETURNED, "null")
        return Execution(Outcome.RETURNED, tuple((seen,) * len(scenario) for scenario in program.scenarios), "none")


def measured(label: str, work: Callable[[], object], distinct: int) -> None:
    """Run some work and print its time by the clock, its processor time here and in children, and for each distinct output."""
    before = used()
    work()
    spent = used() - before
    each = f"{1000 * spent.wall / distinct:.2f} | {1000 * spent.own / distinct:.2f} | {1000 * spent.children / distinct:.2f}"
    total = 1000 * (spent.own + spent.children) / distinct
    print(f"| {label} | {distinct} | {spent.wall:.2f} | {each} | {total:.2f} | {memory_mb():.0f} |", flush=True)


def memory_mb() -> float:
    """The most memory that this process ever had, in megabytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def distinct_texts(request: Replay) -> list[tuple[str, str]]:
    """All distinct (contract, output)."""
    return list(dict.fromkeys((run.contract_id, run.output) for run in request.runs))


def one_experiment(request: Replay) -> Replay:
    """The experiment of 20 runs with the most distinct outputs."""
    names = dict.fromkeys(run.experiment for run in request.runs)
    runs = {name: [run for run in request.runs if run.experiment == name] for name in names}
    full = [item for item in runs.values() if len(item) == 20]
    return replace(request, runs=tuple(max(full, key=lambda item: len({run.output for run in item}))))


def many_runs(request: Replay, runs: int) -> Replay:
    """One large job of `runs` runs with 200 distinct texts: the recorded answers to one contract, told apart by comments."""
    first = request.runs[0].contract_id
    texts = list(dict.fromkeys(run.output for run in request.runs if run.contract_id == first))
    made = [f"{texts[index % len(texts)]}\n# {index}" for index in range(DISTINCT_TEXTS)]
    rows = (RecordedRun("many", first, index, made[index % DISTINCT_TEXTS], {}, index + 1) for index in range(runs))
    return replace(request, runs=tuple(rows))


def main() -> None:
    """Measure and print a Markdown table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=DATA, help="the folder with the recorded generations")
    request = recorded(parser.parse_args().data)
    texts = distinct_texts(request)
    print("| work | distinct outputs | wall s | wall ms each | processor ms each: here | in children | together | peak MB |")
    print("| --- | --- | --- | --- | --- | --- | --- | --- |")
    load_libraries()
    measured("forms only", lambda: [forms_of(text, request.contracts[name]) for name, text in texts], len(texts))
    forget()
    unrun = Toolbox(Unrun(), MemoryCache())
    measured("forms with steps, rules, plans, distances and metrics, nothing run", lambda: replay(request, unrun, _silent), len(texts))
    measured("distances and metrics alone: all else known", lambda: replay(request, unrun, _silent), len(texts))
    forget()
    with ForkServerSandbox() as sandbox:
        job = one_experiment(request)
        replay(replace(job, runs=job.runs[:1]), Toolbox(sandbox, MemoryCache()), _silent)
        cache = MemoryCache()
        forget()
        measured("all recorded runs", lambda: replay(request, Toolbox(sandbox, cache), _silent), len(texts))
        measured("all recorded runs again, cached", lambda: replay(request, Toolbox(sandbox, cache), _silent), len(texts))
        forget()
        measured("one job of 20 runs", lambda: replay(job, Toolbox(sandbox, MemoryCache()), _silent), len(distinct_texts(job)))
        for runs in (MANY_RUNS // 10, MANY_RUNS):
            many = many_runs(request, runs)
            forget()
            measured(f"{runs:,} runs, 200 texts", lambda many=many: replay(many, Toolbox(sandbox, MemoryCache()), _silent), DISTINCT_TEXTS)


def load_libraries() -> None:
    """Import what metrics import when first asked for, which is the process's cost and no output's, and settle as a worker does."""
    agreement_interval((2, 1), 3)
    gc.collect()
    gc.freeze()


def forget() -> None:
    """Forget what the process remembers of forms, so that each row pays for its own."""
    for memory in MEMORIES:
        memory.clear()


def _silent(_done: int, _total: int) -> None:
    """Progress that nobody watches."""


if __name__ == "__main__":
    main()
