"""Provider `recorded`: serves what a model once answered, from a file."""

from functools import cached_property
from pathlib import Path

from engine.adapters.llm.recorded_file import read_recorded
from engine.domain.contract import Contract
from engine.domain.errors import Fault, GenerationFailed, InvalidInput
from engine.domain.json_value import Json
from engine.domain.pins import Pins
from engine.domain.run import Generation, GenerationStatus, Usage
from engine.pipeline.recorded_run import RecordedRun
from engine.ports.llm_client import LlmClient, ModelInfo

Recordings = dict[str, dict[str, list[RecordedRun]]]


class RecordedClient(LlmClient):
    """Run k of a job gets the recorded run k of the experiment that the pins name as their model."""

    name = "recorded"
    title = "Recorded outputs"
    notice: str | None = "Recorded outputs: a model wrote them at an earlier time."

    def __init__(self, path: Path) -> None:
        """Take the file of recorded outputs; it is read when it is first needed."""
        self._path = path

    @cached_property
    def _recordings(self) -> Recordings:
        """Recorded outputs by contract and experiment, in order of their runs."""
        recordings: Recordings = {}
        for record in read_recorded(self._path):
            recordings.setdefault(record.contract_id, {}).setdefault(record.experiment, []).append(record)
        for experiments in recordings.values():
            for records in experiments.values():
                records.sort(key=lambda record: record.run)
        return recordings

    def models(self, contract: Contract) -> tuple[ModelInfo, ...]:
        """The recorded experiments of a contract, in the file's order. Raises InvalidInput when the file cannot be used."""
        experiments = self._recordings.get(contract.id, {})
        return tuple(_model(name, records) for name, records in experiments.items())

    def check(self, contract: Contract, pins: Pins, num_runs: int) -> None:
        """Raise InvalidInput when the experiment is unknown or has fewer runs than asked for."""
        records = self._records(contract, pins)
        if not records:
            known = ", ".join(self._recordings.get(contract.id, {})) or "none"
            message = f"there is no recorded experiment '{pins.model}' for the contract '{contract.id}'"
            raise InvalidInput([Fault(message, "$.pins.model")], f"Recorded for this contract: {known}.")
        if num_runs > len(records):
            message = f"{num_runs} runs were asked for, but only {len(records)} are recorded"
            raise InvalidInput([Fault(message, "$.num_runs")], f"Ask for at most {len(records)} runs.")

    async def generate(self, contract: Contract, pins: Pins, run_index: int) -> Generation:
        """Serve one recorded output. Raises GenerationFailed when that run was not recorded."""
        records = self._records(contract, pins)
        if run_index >= len(records):
            raise GenerationFailed(f"run {run_index} of '{pins.model}' was not recorded")
        record = records[run_index]
        data = {"experiment": record.experiment, "recorded_run": record.run, **record.extra}
        return Generation(run_index, GenerationStatus.GENERATED, record.output, None, _usage(record), data)

    def _records(self, contract: Contract, pins: Pins) -> list[RecordedRun]:
        return self._recordings.get(contract.id, {}).get(pins.model, [])


def _model(name: str, records: list[RecordedRun]) -> ModelInfo:
    extra, count = records[0].extra, len(records)
    model, temperature = str(extra.get("model") or "recorded model"), _number(extra.get("temperature"))
    words = [model, *([f"temperature {temperature}"] if temperature is not None else []), f"{count} runs", name]
    return ModelInfo(name, ", ".join(words), count, temperature)


def _number(value: Json) -> float | None:
    return float(value) if isinstance(value, int | float) and not isinstance(value, bool) else None


def _usage(record: RecordedRun) -> Usage:
    usage = record.extra.get("usage")
    if not isinstance(usage, dict):
        return Usage()
    tokens = [value if isinstance(value := usage.get(name), int) else None for name in ("prompt_tokens", "completion_tokens")]
    return Usage(tokens[0], tokens[1], _number(usage.get("latency_ms")))
