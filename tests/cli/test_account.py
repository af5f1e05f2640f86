"""The account that embedded servers run under when root starts Skyt."""

import os
import pwd
import subprocess
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from cli.embedded import account

NAME = f"skyt-test-{os.getpid()}"


@pytest.fixture
def missing_account(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(account, "ACCOUNT_NAME", NAME)
    yield
    subprocess.run(["/usr/sbin/userdel", NAME], check=False, capture_output=True)


@pytest.mark.skipif(os.geteuid() != 0, reason="only root creates accounts")
@pytest.mark.usefixtures("missing_account")
def test_starts_at_the_same_time_get_the_one_account_that_they_create() -> None:
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(lambda _: account.server_account(), range(8)))

    assert [item and item.uid for item in found] == [pwd.getpwnam(NAME).pw_uid] * 8
