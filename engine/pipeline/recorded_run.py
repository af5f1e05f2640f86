"""A generation that was recorded earlier."""

from dataclasses import dataclass

from engine.domain.json_value import JsonObject


@dataclass(frozen=True, slots=True)
class RecordedRun:
    """One recorded generation; `extra` carries further fields along, `line` is where it stands in its file."""

    experiment: str
    contract_id: str
    run: int
    output: str
    extra: JsonObject
    line: int
