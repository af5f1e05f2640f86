"""What is kept of an exchange with a provider: request and response as they were, without secrets, under the run."""

from dataclasses import replace

from engine.adapters.llm.remote.failure import ProviderFailed
from engine.adapters.llm.remote.wire import Answer
from engine.domain.json_value import JsonObject
from engine.domain.price import Price
from engine.domain.run import Generation, GenerationStatus, Usage


def answered(run_index: int, answer: Answer, usage: Usage, attempts: int, price: Price | None) -> Generation:
    """The generation that an answer makes; a refusal has no output but keeps what was exchanged and what it cost."""
    data: JsonObject = {
        "request": answer.request,
        "response": answer.response,
        "request_id": answer.request_id,
        "served_model": answer.served_model,
        "system_fingerprint": answer.system_fingerprint,
        "finish_reason": answer.finish_reason,
        "attempts": attempts,
    }
    if price is not None:
        usage = replace(usage, cost_usd=price.cost_of(usage))
        data["price"] = {"as_of": price.as_of, "source": price.source, "input_usd": price.input_usd, "output_usd": price.output_usd}
    if answer.refusal is not None:
        return Generation(run_index, GenerationStatus.REFUSED, None, answer.refusal, usage, data)
    return Generation(run_index, GenerationStatus.GENERATED, answer.output, None, usage, data)


def unanswered(run_index: int, failure: ProviderFailed, attempts: int, latency_ms: float) -> Generation:
    """The generation that a failure makes."""
    data: JsonObject = {**failure.exchange, "failure": failure.kind, "attempts": attempts}
    return Generation(run_index, GenerationStatus(failure.reason), None, str(failure), Usage(latency_ms=latency_ms), data)
