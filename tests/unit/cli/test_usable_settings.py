"""What is wrong with any setting is told before anything starts: the variable, the place in it, and what is allowed."""

from pathlib import Path

import pytest

from cli.errors import SetUpFailed
from cli.supervisor.usable_settings import require_usable_settings

BEGINNING = "the environment variable "


@pytest.mark.parametrize(
    ("name", "value", "told"),
    [
        ("SKYT_ARTIFACT_LINK_SECONDS", "5", "SKYT_ARTIFACT_LINK_SECONDS cannot be used: Input should be greater than or equal to 10"),
        ("SKYT_ARTIFACT_DAYS", '{"free": -1}', "SKYT_ARTIFACT_DAYS cannot be used: at free: Input should be greater than or equal to 0"),
        ("SKYT_PROVIDER_MAX_ATTEMPTS", "0", "SKYT_PROVIDER_MAX_ATTEMPTS cannot be used: Input should be greater than or equal to 1"),
        ("SKYT_DATABASE_POOL_SIZE", "0", "SKYT_DATABASE_POOL_SIZE cannot be used: Input should be greater than or equal to 1"),
        (
            "SKYT_LEASE_SECONDS",
            "soon",
            "SKYT_LEASE_SECONDS cannot be used: Input should be a valid number, unable to parse string as a number",
        ),
        ("SKYT_WORKER_TIERS", '["gold"]', "SKYT_WORKER_TIERS cannot be used: at 0: Input should be 'free', 'pro' or 'enterprise'"),
        (
            "SKYT_PROVIDER_LIMITS",
            '{"openai": {"at_once": 0}}',
            "SKYT_PROVIDER_LIMITS cannot be used: at openai.at_once: Input should be greater than or equal to 1",
        ),
        (
            "SKYT_ALLOWANCES",
            "free",
            "SKYT_ALLOWANCES cannot be used: it is not JSON (Expecting value at character 1)",
        ),
        (
            "SKYT_ALLOWANCES",
            '{"free": {"runs_per_day": -1, "runs_per_month": 10, "concurrent_jobs": 1, "requests_per_minute": 60}}',
            "SKYT_ALLOWANCES cannot be used: at free.runs_per_day: Input should be greater than or equal to 0",
        ),
        (
            "SKYT_ALLOWANCES",
            '{"pro": {"runs_per_day": 0, "runs_per_month": 0, "concurrent_jobs": 0, "requests_per_minute": 0}}',
            "SKYT_ALLOWANCES cannot be used: at pro.requests_per_minute: Input should be greater than or equal to 1",
        ),
    ],
)
def test_variable_and_what_it_may_be_are_named(name: str, value: str, told: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(name, value)

    with pytest.raises(SetUpFailed) as raised:
        require_usable_settings()

    assert str(raised.value) == BEGINNING + told


def test_everything_wrong_is_told_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SKYT_ARTIFACT_LINK_SECONDS", "9")
    monkeypatch.setenv("SKYT_WORKER_THREADS", "0")

    with pytest.raises(SetUpFailed) as raised:
        require_usable_settings()

    assert str(raised.value).splitlines() == [
        BEGINNING + "SKYT_WORKER_THREADS cannot be used: Input should be greater than or equal to 1",
        BEGINNING + "SKYT_ARTIFACT_LINK_SECONDS cannot be used: Input should be greater than or equal to 10",
    ]


def test_price_file_is_read(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("SKYT_PRICES", str(tmp_path / "none.yaml"))

    with pytest.raises(SetUpFailed) as raised:
        require_usable_settings()

    assert str(raised.value).startswith(BEGINNING + f"SKYT_PRICES cannot be used: {tmp_path / 'none.yaml'}:")


def test_nothing_set_is_usable() -> None:
    require_usable_settings()
