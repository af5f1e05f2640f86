"""What a job will use and cost, reckoned before it is submitted."""

import math
from dataclasses import dataclass

from engine.domain.contract import Contract
from engine.domain.pins import CHARACTERS_PER_TOKEN, Pins
from engine.domain.price import Price
from engine.pipeline.turn import MAX_CONCURRENT_GENERATIONS

ASSUMED_ANSWER_TOKENS = 400
TOKENS_PER_SECOND = 50


@dataclass(frozen=True, slots=True)
class History:
    """Means over earlier answered runs of the same contract by the same model; None where the provider did not say."""

    runs: int = 0
    prompt_tokens: float | None = None
    completion_tokens: float | None = None
    latency_ms: float | None = None


@dataclass(frozen=True, slots=True)
class Estimate:
    """Tokens of all runs, US dollars, seconds, and in sentences how each was reckoned.

    `cost_usd` is None without a price; `highest_cost_usd` is what it comes to when each answer is as long as max_tokens allows, None
    where nothing limits it.
    """

    prompt_tokens: int
    completion_tokens: int
    cost_usd: float | None
    highest_cost_usd: float | None
    seconds: float
    how: tuple[str, ...]


def estimate_job(contract: Contract, pins: Pins, num_runs: int, price: Price | None, history: History) -> Estimate:
    """Reckon from earlier runs where there are any, else from the prompt's length and stated assumptions. Analysis time is not in it."""
    prompt, how_prompt = _prompt_tokens(contract, pins, history)
    completion, how_completion = _completion_tokens(pins, history)
    seconds, how_seconds = _seconds(completion, num_runs, history)
    cost = None if price is None else num_runs * price.cost(prompt, completion)
    highest = None if price is None or pins.max_tokens is None else num_runs * price.cost(prompt, pins.max_tokens)
    how = (how_prompt, how_completion, _how_cost(pins, price), how_seconds)
    return Estimate(num_runs * prompt, num_runs * completion, cost, highest, seconds, how)


def _prompt_tokens(contract: Contract, pins: Pins, history: History) -> tuple[int, str]:
    if history.prompt_tokens is not None:
        return math.ceil(history.prompt_tokens), f"Prompt: the mean of {history.runs} earlier runs of this contract by this model."
    characters = len(contract.prompt) + len(pins.system_prompt or contract.system_prompt or "")
    tokens = math.ceil(characters / CHARACTERS_PER_TOKEN)
    return tokens, f"Prompt: {characters} characters, at {CHARACTERS_PER_TOKEN} characters a token."


def _completion_tokens(pins: Pins, history: History) -> tuple[int, str]:
    if history.completion_tokens is not None:
        return math.ceil(history.completion_tokens), f"Answer: the mean of {history.runs} earlier runs of this contract by this model."
    tokens = min(ASSUMED_ANSWER_TOKENS, pins.max_tokens or ASSUMED_ANSWER_TOKENS)
    return tokens, f"Answer: {tokens} tokens are assumed; there are no earlier runs."


def _seconds(completion_tokens: int, num_runs: int, history: History) -> tuple[float, str]:
    rounds = math.ceil(num_runs / MAX_CONCURRENT_GENERATIONS)
    if history.latency_ms is not None:
        words = f"Time: {rounds} rounds of {MAX_CONCURRENT_GENERATIONS} runs at once, at the mean latency of {history.runs} earlier runs."
        return rounds * history.latency_ms / 1000, words
    words = f"Time: {rounds} rounds of {MAX_CONCURRENT_GENERATIONS} runs at once, {TOKENS_PER_SECOND} tokens a second assumed."
    return rounds * (1 + completion_tokens / TOKENS_PER_SECOND), words


def _how_cost(pins: Pins, price: Price | None) -> str:
    if price is None:
        return f"Cost: there is no price for {pins.provider} {pins.model}."
    return f"Cost: {price.input_usd} USD in and {price.output_usd} USD out per million tokens, as of {price.as_of} ({price.source})."
