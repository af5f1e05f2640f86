"""What can be wrong with an order by itself, before anything is looked up."""

import re
from collections.abc import Iterator

from engine.adapters.postgres.submissions import Times
from engine.domain.errors import Fault
from engine.domain.pins import Pins
from engine.metrics.registry import analyses_faults

MAX_RUNS = 1000
MAX_ANALYSES = 200
MAX_COST_USD = 100_000
CONTROL_FREE = r"^[^\x00-\x1f\x7f-\x9f]*$"
_HALVES = re.compile("[\ud800-\udfff]")
_INT32 = 2**31 - 1
LONGEST_SECONDS = 30 * 24 * 3600


def order_faults(pins: Pins, num_runs: int, client_job_id: str | None, analyses: tuple[str, ...]) -> list[Fault]:
    """Everything wrong with these values, each with the place in the input where it stands."""
    faults = pin_faults(pins, num_runs)
    if client_job_id is not None and not 1 <= len(client_job_id) <= 200:
        faults.append(Fault("clientJobId must have from 1 to 200 characters", "$.clientJobId"))
    elif client_job_id is not None and (not re.fullmatch(CONTROL_FREE, client_job_id) or _HALVES.search(client_job_id)):
        faults.append(Fault("clientJobId holds a control character or half a character", "$.clientJobId"))
    faults += analyses_faults(analyses[:MAX_ANALYSES])
    if len(analyses) > MAX_ANALYSES:
        faults.append(Fault(f"at most {MAX_ANALYSES} analyses can be asked for", "$.analyses"))
    return faults


def cost_faults(max_cost_usd: float | None) -> list[Fault]:
    """What is wrong with a ceiling of money."""
    if max_cost_usd is None or 0 < max_cost_usd <= MAX_COST_USD:
        return []
    return [Fault(f"maxCostUsd is {max_cost_usd}; it must be above 0 and at most {MAX_COST_USD}", "$.maxCostUsd")]


def pin_faults(pins: Pins, num_runs: int) -> list[Fault]:
    """Everything wrong with pins and the number of runs."""
    faults = [*_pin_faults(pins), *_text_faults(pins)]
    if not 1 <= num_runs <= MAX_RUNS:
        faults.append(Fault(f"numRuns is {num_runs}; it must be from 1 to {MAX_RUNS}", "$.numRuns"))
    return faults


def time_faults(times: Times) -> list[Fault]:
    """Everything wrong with the times by which a job must start and end."""
    named = (("startWithinSeconds", times.start_within), ("finishWithinSeconds", times.finish_within))
    return [
        Fault(f"{name} is {seconds}; it must be from 1 to {LONGEST_SECONDS}", f"$.{name}")
        for name, seconds in named
        if not 1 <= seconds <= LONGEST_SECONDS
    ]


def _pin_faults(pins: Pins) -> Iterator[Fault]:
    if not 0 <= pins.temperature <= 2:
        yield Fault(f"temperature is {pins.temperature}; it must be from 0 to 2", "$.pins.temperature")
    if pins.top_p is not None and not 0 < pins.top_p <= 1:
        yield Fault(f"topP is {pins.top_p}; it must be above 0 and at most 1", "$.pins.topP")
    if pins.max_tokens is not None and not 1 <= pins.max_tokens <= 1_000_000:
        yield Fault(f"maxTokens is {pins.max_tokens}; it must be from 1 to 1000000", "$.pins.maxTokens")
    if pins.seed is not None and not 0 <= pins.seed <= _INT32:
        yield Fault(f"seed is {pins.seed}; it must be from 0 to {_INT32}", "$.pins.seed")


def _text_faults(pins: Pins) -> Iterator[Fault]:
    for name, text, limit in (("provider", pins.provider, 100), ("model", pins.model, 300)):
        if not 1 <= len(text) <= limit:
            yield Fault(f"{name} must have from 1 to {limit} characters", f"$.pins.{name}")
    if pins.system_prompt is not None and len(pins.system_prompt) > 20_000:
        yield Fault("systemPrompt may have at most 20000 characters", "$.pins.systemPrompt")
    if len(pins.stop) > 16 or any(not 1 <= len(word) <= 200 for word in pins.stop):
        yield Fault("stop may list at most 16 texts of 1 to 200 characters", "$.pins.stop")
