"""Pins: everything that fixes a generation."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Pins:
    """Provider, model and settings of a generation.

    For provider `recorded`, `model` is the id of the recorded experiment; for `sample`, the name of the bundled pool.
    """

    provider: str
    model: str
    temperature: float = 0.0
    top_p: float | None = None
    seed: int | None = None
    max_tokens: int | None = None
    system_prompt: str | None = None
    stop: tuple[str, ...] = ()
