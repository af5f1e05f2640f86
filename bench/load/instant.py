"""A provider that answers at once, so that only Skyt's own time is left."""

from engine.domain.contract import Contract, Kind
from engine.domain.pins import Pins
from engine.domain.run import Generation, GenerationStatus
from engine.ports.llm_client import LlmClient, ModelInfo

CONTRACT = Contract(id="greeting", version="1.0.0", kind=Kind.TEXT, title="A greeting", prompt="Greet the reader in one sentence.")
PINS = Pins("instant", "instant")
ANSWERS = tuple(f"Good {time}, and welcome to the shop. How may I help you today?" for time in ("morning", "day", "evening"))


class InstantClient(LlmClient):
    """Three different answers in turn."""

    name, title = "instant", "A provider that answers at once"
    notice: str | None = None

    def models(self, contract: Contract) -> tuple[ModelInfo, ...]:
        """One model for every contract."""
        del contract
        return (ModelInfo("instant", "Instant"),)

    def check(self, contract: Contract, pins: Pins, num_runs: int) -> None:
        """Everything can be asked."""

    async def generate(self, contract: Contract, pins: Pins, run_index: int) -> Generation:
        """Answer at once."""
        del contract, pins
        return Generation(run_index, GenerationStatus.GENERATED, ANSWERS[run_index % len(ANSWERS)])
