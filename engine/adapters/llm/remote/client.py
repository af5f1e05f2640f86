"""A provider over the network as the port LlmClient, and as one job uses it."""

import asyncio
import hashlib
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field, replace

from engine.adapters.llm.remote import measures
from engine.adapters.llm.remote.failure import ProviderFailed, held_back, timed_out
from engine.adapters.llm.remote.job_budget import Ceilings, JobBudget
from engine.adapters.llm.remote.record import answered, unanswered
from engine.adapters.llm.remote.retry import RetryPolicy, Waiting, persistently
from engine.adapters.llm.remote.wire import Answer, Question, Wire, question_of
from engine.domain.contract import Contract
from engine.domain.errors import Fault, InvalidInput, SecretUnreadable
from engine.domain.experiment import ExperimentConfig
from engine.domain.job import Scope, Used
from engine.domain.pins import Pins, most_tokens
from engine.domain.price import Price, PriceTable
from engine.domain.run import Generation
from engine.ports.admission import ADMITTED
from engine.ports.circuit_breakers import CircuitBreakers, CircuitOpen, ClosedCircuits, Outcome
from engine.ports.llm_client import NOTHING_USED, LlmClient, ModelInfo

KeyOf = Callable[[Scope, str], Awaitable[str | None]]


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What all providers of a process share: keys, prices, the retry policy, bounds per job, breakers, the clock."""

    key_of: KeyOf
    prices: PriceTable
    policy: RetryPolicy = field(default_factory=RetryPolicy)
    requests_per_run: float = 3.0
    job_seconds: float = 21_600.0
    max_cost_usd: float | None = None
    waiting: Waiting = field(default_factory=Waiting)
    breakers: CircuitBreakers = field(default_factory=ClosedCircuits)


class RemoteClient(LlmClient):
    """One provider over its wire."""

    takes_any_model = True
    notice: str | None = None

    def __init__(self, wire: Wire, around: Surroundings) -> None:
        """Take how the provider is asked and what it shares with the others."""
        self.name, self.title, self._wire, self._around = wire.name, wire.title, wire, around
        measures.OPEN_CIRCUITS.labels(self.name).set_function(lambda: around.breakers.open_count(self.name))

    def models(self, contract: Contract) -> tuple[ModelInfo, ...]:
        """The models known by name; they answer every contract."""
        del contract
        return self._wire.models()

    def check(self, contract: Contract, pins: Pins, num_runs: int) -> None:
        """Raise InvalidInput for pins that the provider cannot be asked with."""
        del contract, num_runs
        self._wire.check(pins)

    def notices(self, pins: Pins) -> tuple[str, ...]:
        """What is pinned and does not reach the provider."""
        return self._wire.ignored(pins)

    async def for_job(self, scope: Scope, config: ExperimentConfig, used: Used = NOTHING_USED) -> LlmClient:
        """The provider under the organization's key and the job's ceilings. Raises InvalidInput without a key, or a price for a ceiling."""
        around, pins = self._around, config.pins
        await self._wire.admit(pins)
        key = await self._key(scope)
        if key is None and self._wire.needs_key:
            fault = Fault(f"there is no key for provider '{self.name}'", "$.pins.provider")
            raise InvalidInput([fault], f"Store one for your organization, or set SKYT_{self.name.upper()}_API_KEY where Skyt runs.")
        price, limit = around.prices.find(self.name, pins.model), _smaller(config.max_cost_usd, around.max_cost_usd)
        if price is None and config.max_cost_usd is not None:
            fault = Fault(f"there is no price for {self.name} {pins.model}, so a limit of money cannot be held", "$.maxCostUsd")
            raise InvalidInput([fault], "Leave the limit out, or let the operator add the price (SKYT_PRICES).")
        ceilings = Ceilings(round(around.requests_per_run * config.num_runs) + 1, around.job_seconds, None if price is None else limit)
        may_cost = 0.0 if price is None else price.cost(*most_tokens(config.contract.prompt, config.contract.system_prompt, pins))
        used = replace(used, usd=used.usd + used.lost_requests * may_cost)
        budget = JobBudget(ceilings, used, around.waiting.now)
        return RemoteJob(self, self._wire, key, price, budget, around, _account(scope, key, pins))

    async def _key(self, scope: Scope) -> str | None:
        try:
            return await self._around.key_of(scope, self.name)
        except SecretUnreadable as error:
            raise InvalidInput([Fault(str(error), "$.pins.provider")], "Store the key again.") from error

    async def generate(self, contract: Contract, pins: Pins, run_index: int) -> Generation:
        """Raise GenerationFailed: without a job there is no key. Use what `for_job` answers with."""
        raise ProviderFailed(f"provider '{self.name}' answers jobs only", "rejected")

    async def close(self) -> None:
        """Close connections."""
        await self._wire.close()


class RemoteJob(LlmClient):
    """One job's use of a provider. A failure that no other run can escape, such as a wrong key, ends the others without a request."""

    def __init__(  # noqa: PLR0913, PLR0917 - what one job has
        self, client: RemoteClient, wire: Wire, key: str | None, price: Price | None, budget: JobBudget, around: Surroundings, account: str
    ) -> None:
        """Take the provider, its wire, the key, the model's price if it is known, the job's budget, and whose account it asks on."""
        self.name, self.title, self.notice = client.name, client.title, client.notice
        self._client, self._wire, self._key, self._price, self._budget, self._around = client, wire, key, price, budget, around
        self.account = self._account = account
        self._fatal: ProviderFailed | None = None

    def models(self, contract: Contract) -> tuple[ModelInfo, ...]:
        """The provider's models."""
        return self._client.models(contract)

    def check(self, contract: Contract, pins: Pins, num_runs: int) -> None:
        """The provider's check."""
        self._client.check(contract, pins, num_runs)

    def notices(self, pins: Pins) -> tuple[str, ...]:
        """The provider's notices."""
        return self._client.notices(pins)

    async def generate(self, contract: Contract, pins: Pins, run_index: int) -> Generation:
        """One answer, or the reason why there is none, each with what was exchanged; never raises for what the provider does."""
        question, attempts = question_of(contract, pins, run_index), 0
        began = started = self._around.waiting.now()

        async def attempt(number: int) -> Generation:
            nonlocal attempts, started
            if number > 1:
                await ADMITTED.get().again()
            attempts, started = number, self._around.waiting.now()
            answer = await self._ask(question, self._around.policy.max_seconds - (started - began))
            latency = 1000 * (self._around.waiting.now() - started)
            return self._counted(answered(run_index, answer, replace(answer.usage, latency_ms=latency), number, self._price))

        try:
            return await persistently(attempt, self._around.policy, self._around.waiting)
        except ProviderFailed as failure:
            return unanswered(run_index, failure, attempts, 1000 * (self._around.waiting.now() - started))

    async def _ask(self, question: Question, seconds: float) -> Answer:
        if self._fatal is not None:
            raise self._fatal
        try:
            answer = await self._passed(question, seconds)
        except ProviderFailed as failure:
            measures.REQUESTS.labels(self.name, failure.kind).inc()
            if failure.is_fatal:
                self._fatal = failure
            raise
        measures.REQUESTS.labels(self.name, "refused" if answer.refusal else "answered").inc()
        return answer

    async def _passed(self, question: Question, seconds: float) -> Answer:
        """Ask past the circuit breaker, and let it learn from what comes."""
        try:
            async with self._around.breakers.request(self.name, self._account) as passing:
                try:
                    answer = await self._paid(question, seconds)
                except ProviderFailed as failure:
                    failure.exchange, passing.outcome = failure.exchange or question.sent, failure.says
                    raise
                passing.outcome = Outcome.WORKED
        except CircuitOpen as error:
            raise held_back(str(error), error.seconds) from error
        return answer

    async def _paid(self, question: Question, seconds: float) -> Answer:
        async with self._budget.request(self._may_cost(question)):
            answer = await self._answer_within(seconds, question)
            self._budget.spend(self._price.cost_of(answer.usage) or 0.0 if self._price else 0.0)
        return answer

    async def _answer_within(self, seconds: float, question: Question) -> Answer:
        """What is left of the time allowed for a run; a wire's own bound may be shorter."""
        try:
            async with asyncio.timeout(seconds):
                return await self._wire.ask(question, self._key)
        except TimeoutError as error:
            raise timed_out("the provider did not answer in the time allowed for a run") from error

    def _may_cost(self, question: Question) -> float:
        """The most that a request may cost, with the prompt's tokens guessed from its length."""
        if self._price is None:
            return 0.0
        return self._price.cost(*most_tokens(question.prompt, question.system_prompt, question.pins))

    def _counted(self, generation: Generation) -> Generation:
        usage = generation.usage
        measures.SECONDS.labels(self.name).observe((usage.latency_ms or 0.0) / 1000)
        measures.TOKENS.labels(self.name, "in").inc(usage.prompt_tokens or 0)
        measures.TOKENS.labels(self.name, "out").inc(usage.completion_tokens or 0)
        measures.COST.labels(self.name).inc(usage.cost_usd or 0.0)
        return generation


def _account(scope: Scope, key: str | None, pins: Pins) -> str:
    """What the provider counts apart, as a hash: a key, whoever asks with it; an endpoint of an organization's own is its alone."""
    own = "" if pins.endpoint is None else f"\0{scope.organization_id}\0{pins.endpoint.url}"
    return hashlib.sha256(f"{key or ''}{own}".encode()).hexdigest()


def _smaller(first: float | None, second: float | None) -> float | None:
    given = [value for value in (first, second) if value is not None]
    return min(given) if given else None
