"""A run that is given up says what the provider itself said, not only that it was held back."""

import pytest

from engine.adapters.llm.remote.failure import ProviderFailed, failure_of_status, held_back
from engine.adapters.llm.remote.retry import RetryPolicy, Waiting, persistently


async def _no_wait(_: float) -> None:
    return None


WAITING = Waiting(_no_wait, lambda: 0.0, lambda: 0.0)
SAID = failure_of_status(500, "the server had an error", {}, exchange={"response": {"status": 500}})
HELD = held_back("the provider failed 8 times in a row; no request is sent for 20 s more", 20)


async def given_up(*failures: ProviderFailed) -> ProviderFailed:
    async def attempt(number: int) -> str:
        raise failures[number - 1]

    with pytest.raises(ProviderFailed) as caught:
        await persistently(attempt, RetryPolicy(max_attempts=len(failures)), WAITING)
    return caught.value


async def test_what_the_provider_said_stands_before_that_it_was_held_back() -> None:
    failure = await given_up(SAID, HELD, HELD)
    assert str(failure) == (
        "the provider answered with status 500: the server had an error (given up after 3 attempts: no more attempts are allowed;"
        " the provider failed 8 times in a row; no request is sent for 20 s more)"
    )
    assert (failure.kind, failure.exchange) == ("unavailable", {"response": {"status": 500}})


async def test_a_run_that_never_reached_the_provider_says_so() -> None:
    failure = await given_up(HELD, HELD)
    assert str(failure) == f"{HELD} (given up after 2 attempts: no more attempts are allowed)"
