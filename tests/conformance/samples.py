"""Small values that the conformance suites store."""

from engine.domain.contract import Contract, Kind, OracleTest
from engine.domain.experiment import ExperimentConfig, resolve_experiment
from engine.domain.pins import Pins
from engine.domain.report import Anchor, JobReport
from engine.domain.run import (
    EvidenceLevel,
    Generation,
    GenerationStatus,
    OracleVerdict,
    OutputAnalysis,
    RescueStep,
    RunReport,
    TestVerdict,
    Usage,
)
from engine.domain.scores import Interval, NotScored, Score

CONTRACT = Contract(
    id="double",
    version="1.0.0",
    kind=Kind.PYTHON,
    title="Double a number",
    prompt="Write double(n).",
    function_name="double",
    oracle_tests=(OracleTest("two", (2,), 4),),
)


def config(num_runs: int = 3, contract: Contract = CONTRACT) -> ExperimentConfig:
    return resolve_experiment(contract, (), Pins("recorded", "an experiment", 0.5), num_runs)


def generation(run_index: int) -> Generation:
    usage = Usage(10, 20, 30.5)
    return Generation(run_index, GenerationStatus.GENERATED, f"def double(n):\n    return n * 2  # {run_index} ü", None, usage, {"line": 7})


def failed_generation(run_index: int) -> Generation:
    return Generation(run_index, GenerationStatus.TIMED_OUT, None, "no answer in 30 seconds")


def analysis(run_index: int) -> OutputAnalysis:
    verdict = OracleVerdict(True, (TestVerdict("two", True, "returned", "4", "4"),))
    steps = (RescueStep("layout", "--- before\n+++ after"),)
    return OutputAnalysis(f"hash {run_index}", "def double(n):\n    return n * 2\n", "form", steps, verdict, "observed", ())


def anchor(run_index: int = 0) -> Anchor:
    return Anchor(str(generation(run_index).raw_output), "def double(n):\n    return n * 2\n", run_index)


def report(num_runs: int = 3) -> JobReport:
    runs = tuple(
        RunReport(
            index,
            GenerationStatus.GENERATED,
            generation(index).raw_output,
            None,
            analysis(index),
            analysis(index).canonical_output,
            EvidenceLevel.CANONICAL,
            0,
            0.25,
            0.0,
        )
        for index in range(num_runs)
    )
    metrics = {"R_raw": Score(1 / 3, 1, 3, Interval(0.06149, 0.79234)), "rescue_rate": NotScored("nothing to rescue")}
    return JobReport("0.1.0", anchor(), metrics, (), runs, ("A notice.",))
