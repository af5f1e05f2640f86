"""What can go wrong between Skyt and a provider, and which of it asking again can mend."""

from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from engine.domain.errors import GenerationFailed
from engine.domain.json_value import JsonObject
from engine.ports.circuit_breakers import Outcome

MAX_WORDS = 500
_RETRIED_STATUSES = {408, 409, 425, 429}
_FATAL_STATUSES = {401, 402, 403}
_NEVER_AGAIN = {"insufficient_quota", "billing_hard_limit_reached"}
_SAYS = dict.fromkeys(("unavailable", "unreachable", "timed_out", "unreadable"), Outcome.FAILED)
_SAYS |= dict.fromkeys(("rejected", "filtered"), Outcome.WORKED)
_FILTERED = {"content_filter", "content_policy_violation"}


class ProviderFailed(GenerationFailed):
    """A provider gave no answer.

    `kind` is a short word for counters; `retry_after` is how many seconds the provider asks to wait; `is_fatal` says that no
    other request of the same job can succeed either, such as with a wrong key; `exchange` is what is known of request and response.
    """

    def __init__(  # noqa: PLR0913 - one argument per fact
        self,
        message: str,
        kind: str,
        reason: str = "failed",
        *,
        retryable: bool = False,
        retry_after: float | None = None,
        is_fatal: bool = False,
        exchange: JsonObject | None = None,
    ) -> None:
        """Take what is known."""
        super().__init__(message, reason, retryable=retryable)
        self.kind, self.retry_after, self.is_fatal, self.exchange = kind, retry_after, is_fatal, exchange or {}

    @property
    def is_held_back(self) -> bool:
        """Whether no request was sent: the provider itself said nothing."""
        return self.kind == "circuit_open"

    @property
    def says(self) -> Outcome:
        """What it says of the provider: one that says no works; one that asks to slow down says nothing."""
        return _SAYS.get(self.kind, Outcome.UNKNOWN)


def failure_of_status(
    status: int, words: str, headers: Mapping[str, str], code: str = "", exchange: JsonObject | None = None
) -> ProviderFailed:
    """The failure that an HTTP status means: 408, 409, 425, 429 and 5xx may be asked again; other 4xx cannot succeed.

    A used-up account answers with 429 too, but waiting does not fill it. A filtered question counts as refused.
    """
    message = f"the provider answered with status {status}: {words[:MAX_WORDS] or 'no reason was given'}"
    if code in _FILTERED:
        return ProviderFailed(message, "filtered", "refused", exchange=exchange)
    is_used_up = code in _NEVER_AGAIN
    return ProviderFailed(
        message,
        "rate_limited" if status == 429 else "unavailable" if status >= 500 else "rejected",
        retryable=not is_used_up and (status in _RETRIED_STATUSES or status >= 500),
        retry_after=retry_after_seconds(headers),
        is_fatal=is_used_up or status in _FATAL_STATUSES,
        exchange=exchange,
    )


def unreachable(words: str) -> ProviderFailed:
    """The connection failed or broke: no answer was received."""
    return ProviderFailed(f"the provider cannot be reached: {words[:MAX_WORDS]}", "unreachable", retryable=True)


def held_back(words: str, seconds: float) -> ProviderFailed:
    """The circuit breaker let no request pass; in so many seconds it may."""
    return ProviderFailed(words, "circuit_open", retryable=True, retry_after=seconds)


def timed_out(words: str = "the provider did not answer in time") -> ProviderFailed:
    """Nothing came in time. Not asked again: the provider may have done the work, and would be paid twice."""
    return ProviderFailed(words, "timed_out", "timed_out")


def unreadable(words: str, exchange: JsonObject | None = None) -> ProviderFailed:
    """The answer is not what the provider's protocol says, such as a proxy's page of HTML."""
    return ProviderFailed(f"the provider's answer cannot be read: {words[:MAX_WORDS]}", "unreadable", retryable=True, exchange=exchange)


def retry_after_seconds(headers: Mapping[str, str]) -> float | None:
    """What the header Retry-After asks for (RFC 9110, 10.2.3: seconds or a date), or retry-after-ms; None where it asks for nothing."""
    milliseconds, text = headers.get("retry-after-ms"), headers.get("retry-after")
    if milliseconds is not None and milliseconds.strip().isdigit():
        return int(milliseconds) / 1000
    if text is None:
        return None
    try:
        return max(0.0, float(text))
    except ValueError:
        pass
    try:
        moment = parsedate_to_datetime(text)
    except ValueError:
        return None
    return max(0.0, (moment.replace(tzinfo=moment.tzinfo or UTC) - datetime.now(UTC)).total_seconds())
