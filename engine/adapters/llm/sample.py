"""Provider `sample`: hand-made answers to the contracts shipped with Skyt, drawn as a model's answers might fall."""

import math
import random
from functools import cache
from pathlib import Path

from engine import presets
from engine.documents.reading import read_document
from engine.domain.contract import Contract
from engine.domain.errors import Fault, InvalidInput
from engine.domain.pins import Pins
from engine.domain.run import Generation, GenerationStatus
from engine.ports.llm_client import LlmClient, ModelInfo

POOLS = Path(presets.__file__).with_name("samples")


@cache
def sample_pools() -> dict[str, tuple[str, ...]]:
    """The answers by contract id, the most likely first."""
    pools: dict[str, tuple[str, ...]] = {}
    for path in sorted(POOLS.glob("*.yaml")):
        value = read_document(path).value
        assert isinstance(value, dict)
        answers = value["answers"]
        assert isinstance(answers, list)
        pools[str(value["contract"])] = tuple(map(str, answers))
    return pools


class SampleClient(LlmClient):
    """Draws from the pool that is named like the contract; the same pins and run index always give the same answer."""

    name = "sample"
    title = "Sample answers"
    notice: str | None = "Sample answers written by hand, not by a model."

    def models(self, contract: Contract) -> tuple[ModelInfo, ...]:
        """The contract's own pool, if there is one."""
        answers = sample_pools().get(contract.id)
        return (ModelInfo(contract.id, f"{len(answers)} hand-written answers"),) if answers else ()

    def check(self, contract: Contract, pins: Pins, num_runs: int) -> None:
        """Raise InvalidInput when there is no such pool for this contract."""
        del num_runs
        if pins.model != contract.id or contract.id not in sample_pools():
            message = f"there are no sample answers '{pins.model}' for the contract '{contract.id}'"
            raise InvalidInput([Fault(message, "$.pins.model")], f"There are sample answers for {', '.join(sample_pools())}.")

    async def generate(self, contract: Contract, pins: Pins, run_index: int) -> Generation:
        """Draw one answer by contract, seed (0 where none is given), temperature and run index."""
        answers = sample_pools()[contract.id]
        draw = random.Random(f"{contract.id}:{pins.seed or 0}:{pins.temperature}:{run_index}")  # noqa: S311 - reproducible, not secret
        number = draw.choices(range(len(answers)), _weights(len(answers), pins.temperature))[0]
        return Generation(run_index, GenerationStatus.GENERATED, answers[number], provider_data={"sample": number})


def _weights(count: int, temperature: float) -> list[float]:
    """Weights that fall exponentially: at temperature 0 nearly always the first answer, at 1 and more spread over the pool."""
    return [math.exp(-number / (0.3 + 4 * max(0.0, temperature))) for number in range(count)]
