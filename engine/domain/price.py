"""What tokens cost: dated prices by provider and model, and what a generation comes to."""

import re
from dataclasses import dataclass

from engine.domain.run import Usage

_TOKENS = 1_000_000
_SNAPSHOT = re.compile(r"-(\d{4}-\d{2}-\d{2}|\d{8}|latest)")


@dataclass(frozen=True, slots=True)
class Price:
    """US dollars per million tokens of one model, as they were on a day (ISO 8601) by a named source."""

    provider: str
    model: str
    input_usd: float
    output_usd: float
    as_of: str
    source: str
    cached_input_usd: float | None = None

    def cost(self, prompt_tokens: int, completion_tokens: int, cached_tokens: int = 0) -> float:
        """US dollars for tokens in and out; `cached_tokens` are among the prompt's and cost less where the price says so."""
        cached_usd = self.input_usd if self.cached_input_usd is None else self.cached_input_usd
        fresh = max(0, prompt_tokens - cached_tokens)
        return (fresh * self.input_usd + cached_tokens * cached_usd + completion_tokens * self.output_usd) / _TOKENS

    def cost_of(self, usage: Usage) -> float | None:
        """US dollars for what a generation used; None where the provider does not say how many tokens that was."""
        if usage.prompt_tokens is None or usage.completion_tokens is None:
            return None
        return self.cost(usage.prompt_tokens, usage.completion_tokens, usage.cached_tokens or 0)


@dataclass(frozen=True, slots=True)
class PriceTable:
    """All prices, under the version of the file that they were read from."""

    version: str
    prices: tuple[Price, ...] = ()

    def find(self, provider: str, model: str) -> Price | None:
        """The price of a model; a dated snapshot (`name-2025-01-31`, `name-20250131`, `name-latest`) costs what its model does."""
        known = {price.model: price for price in self.prices if price.provider == provider}
        place = _SNAPSHOT.search(model)
        is_snapshot = place is not None and place.end() == len(model)
        return known.get(model) or (known.get(model[: place.start()]) if place is not None and is_snapshot else None)

    def models(self, provider: str) -> tuple[str, ...]:
        """The models of a provider that have a price, in the file's order."""
        return tuple(price.model for price in self.prices if price.provider == provider)
