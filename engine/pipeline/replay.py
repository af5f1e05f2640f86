"""Analysing recorded outputs again, without a model, a server or a queue."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import date

from engine.domain.contract import Contract
from engine.domain.errors import Fault, InvalidInput
from engine.domain.experiment import AnchorStrategy, ExperimentConfig, resolve_experiment
from engine.domain.json_value import JsonObject
from engine.domain.pins import Pins
from engine.domain.report import JobReport
from engine.domain.restriction import RestrictionSet
from engine.domain.run import EvidenceLevel, Generation, GenerationStatus
from engine.metrics.registry import check_analyses
from engine.pipeline.analysis import Examination, examine_output
from engine.pipeline.anchor import choose_anchor
from engine.pipeline.properties import with_property_differences
from engine.pipeline.recorded_run import RecordedRun
from engine.pipeline.report import Findings, build_report
from engine.pipeline.rescue import reference_of
from engine.pipeline.toolbox import Toolbox, Yardstick, yardstick_of

MAX_FAULTS = 20
THREADS = 2


@dataclass(frozen=True, slots=True)
class ReplayedJob:
    """One experiment analysed: its configuration, its runs by index, and its report."""

    experiment: str
    config: ExperimentConfig
    recorded: Mapping[int, RecordedRun]
    report: JobReport


@dataclass(frozen=True, slots=True)
class Replay:
    """What to replay: recorded runs, contracts by id, the restriction sets that hold, and the metrics asked for (all if none).

    Exceptions of rules are judged on the day `as_of`, else on the toolbox's. `with_properties` asks for the structural properties in
    which each run differs from the anchor.
    """

    runs: Sequence[RecordedRun]
    contracts: Mapping[str, Contract]
    restriction_sets: tuple[RestrictionSet, ...] = ()
    analyses: tuple[str, ...] = ()
    file: str | None = None
    accepted_evidence: EvidenceLevel = EvidenceLevel.CHECKED
    anchor_strategy: AnchorStrategy = AnchorStrategy.FIRST
    with_properties: bool = False
    as_of: date | None = None


def replay(request: Replay, tools: Toolbox, on_progress: Callable[[int, int], None]) -> list[ReplayedJob]:
    """Analyse every experiment, in the order of its first run; each distinct text of a contract is analysed once.

    `on_progress` is told how many distinct texts are done, and of how many. Raises InvalidInput naming the line of every run that cannot
    be used.
    """
    check_analyses(request.analyses)
    experiments = _experiments(request)
    used = {run.contract_id for run in request.runs}
    day = request.as_of or tools.today
    yardsticks = {item: yardstick_of(request.contracts[item], request.restriction_sets, day) for item in used}
    texts = list(dict.fromkeys((run.contract_id, run.output) for run in request.runs))
    examinations = dict(zip(texts, _examine_all(texts, yardsticks, tools, on_progress), strict=True))
    jobs = [_job(name, runs, examinations, yardsticks, request) for name, runs in experiments.items()]
    if not request.with_properties:
        return jobs
    return [replace(job, report=with_property_differences(job.report, job.config.contract, tools.cache)) for job in jobs]


def _examine_all(
    texts: Sequence[tuple[str, str]], yardsticks: Mapping[str, Yardstick], tools: Toolbox, on_progress: Callable[[int, int], None]
) -> Iterable[Examination]:
    with ThreadPoolExecutor(THREADS) as pool:
        results = pool.map(lambda text: examine_output(text[1], yardsticks[text[0]], tools), texts)
        for done, examination in enumerate(results, start=1):
            on_progress(done, len(texts))
            yield examination


def _experiments(request: Replay) -> dict[str, dict[int, RecordedRun]]:
    experiments: dict[str, dict[int, RecordedRun]] = {}
    faults: list[Fault] = []
    for run in request.runs:
        runs = experiments.setdefault(run.experiment, {})
        message = _problem(run, runs, request.contracts)
        if message and len(faults) < MAX_FAULTS:
            faults.append(Fault(message, "$.run" if "twice" in message else "$.contract_id", run.line, request.file))
        runs[run.run] = run
    if faults:
        raise InvalidInput(faults, f"Known contracts: {', '.join(request.contracts)}.")
    return experiments


def _problem(run: RecordedRun, runs: Mapping[int, RecordedRun], contracts: Mapping[str, Contract]) -> str | None:
    if run.contract_id not in contracts:
        return f"there is no contract '{run.contract_id}' in the contracts file"
    if run.run in runs:
        return f"run {run.run} of experiment '{run.experiment}' is given twice, first on line {runs[run.run].line}"
    other = next(iter(runs.values()), run)
    if other.contract_id != run.contract_id:
        return f"experiment '{run.experiment}' has runs of two contracts, '{other.contract_id}' and '{run.contract_id}'"
    return None


def _job(
    name: str,
    recorded: Mapping[int, RecordedRun],
    known: Mapping[tuple[str, str], Examination],
    yardsticks: Mapping[str, Yardstick],
    request: Replay,
) -> ReplayedJob:
    config = _config(name, recorded, request)
    examined = {run.run: known[(run.contract_id, run.output)] for run in recorded.values()}
    analyses = {index: examination.analysis for index, examination in examined.items()}
    behaviours = {item.analysis.observations: item.behaviour for item in examined.values() if item.behaviour is not None}
    generations = [Generation(run.run, GenerationStatus.GENERATED, run.output) for run in recorded.values()]
    anchor = choose_anchor(generations, analyses, request.anchor_strategy, config.contract.kind)
    reference = None
    if anchor and anchor.run_index is not None:
        reference = reference_of(anchor, analyses[anchor.run_index], config.contract.kind)
    report = build_report(config, generations, Findings(yardsticks[config.contract.id], analyses, behaviours), reference)
    return ReplayedJob(name, config, dict(sorted(recorded.items())), report)


def _config(name: str, recorded: Mapping[int, RecordedRun], request: Replay) -> ExperimentConfig:
    first = next(iter(recorded.values()))
    pins = Pins("recorded", name, _temperature(first.extra))
    config = resolve_experiment(request.contracts[first.contract_id], request.restriction_sets, pins, len(recorded), request.analyses)
    return replace(config, accepted_evidence=request.accepted_evidence, anchor_strategy=request.anchor_strategy)


def _temperature(extra: JsonObject) -> float:
    value = extra.get("temperature")
    return float(value) if isinstance(value, int | float) else 0.0
