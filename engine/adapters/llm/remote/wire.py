"""How one provider is asked once: what goes in, what comes out."""

from dataclasses import dataclass, field
from typing import Protocol

from engine.domain.contract import Contract
from engine.domain.json_value import JsonObject
from engine.domain.pins import Pins
from engine.domain.run import Usage
from engine.ports.llm_client import ModelInfo


@dataclass(frozen=True, slots=True)
class Question:
    """One generation as it is asked for. A wire puts its `request` into `sent` before it waits, so that it is kept without an answer."""

    prompt: str
    system_prompt: str | None
    pins: Pins
    run_index: int
    sent: JsonObject = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer of a provider: the output, or in words why it was refused; and everything that was exchanged, without secrets.

    `request` has `method`, `url` and `body`; `response` has `status` and `body`.
    """

    output: str | None
    usage: Usage
    request: JsonObject
    response: JsonObject
    refusal: str | None = None
    request_id: str | None = None
    served_model: str | None = None
    system_fingerprint: str | None = None
    finish_reason: str | None = None


class Wire(Protocol):
    """Speaks one provider's protocol. Tries once: asking again is decided elsewhere."""

    name: str
    title: str
    needs_key: bool

    def models(self) -> tuple[ModelInfo, ...]:
        """The models that are known by name; others may exist."""
        ...

    def check(self, pins: Pins) -> None:
        """Raise InvalidInput for pins that cannot be asked with."""
        ...

    def ignored(self, pins: Pins) -> tuple[str, ...]:
        """One sentence for each pin that is set but cannot go to this provider."""
        ...

    async def admit(self, pins: Pins) -> None:
        """Raise InvalidInput for a target that may not be reached."""
        ...

    async def ask(self, question: Question, key: str | None) -> Answer:
        """Ask once. Raises ProviderFailed."""
        ...

    async def close(self) -> None:
        """Close connections."""
        ...


def question_of(contract: Contract, pins: Pins, run_index: int) -> Question:
    """What a contract asks; the pins' system prompt stands in place of the contract's."""
    return Question(contract.prompt, pins.system_prompt or contract.system_prompt, pins, run_index)
