"""`skyt up` from the outside: what a newcomer sees, and what is left when it ends."""

import os
import signal
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import httpx
import pytest_asyncio

from cli.client import jobs
from cli.client.graphql import GraphQLClient
from cli.seed import DEMO_EMAIL, DEMO_PASSWORD
from tests.cli.stack_process import (
    RunningStack,
    command_line,
    data_directory,
    descendants,
    environment,
    free_port,
    run_skyt,
    running_stack,
)
from tests.polling import until

LEAP_YEARS = ("run", "--contract", "leap_year", "--model", "leap_year", "--runs", "4")


@pytest_asyncio.fixture(scope="module")
async def env() -> AsyncIterator[dict[str, str]]:
    """The environment of the stack that most tests here share."""
    async with data_directory() as folder:
        yield environment(folder, free_port(), SKYT_EMAIL=DEMO_EMAIL, SKYT_PASSWORD=DEMO_PASSWORD)


@pytest_asyncio.fixture(scope="module")
async def stack(env: dict[str, str]) -> AsyncIterator[RunningStack]:
    """The stack that most tests here share."""
    async with running_stack(env) as running:
        yield running


async def test_newcomer_sees_a_finished_job_and_where_to_go(stack: RunningStack, env: dict[str, str]) -> None:
    shown = "\n".join(stack.lines)

    assert "20 runs of sample / roman_numerals at temperature 0.7" in shown
    assert "Sample answers written by hand, not by a model." in shown
    assert f"GraphQL explorer  http://127.0.0.1:{env['SKYT_PORT']}/graphql" in shown
    assert f"sign in as        {DEMO_EMAIL} / {DEMO_PASSWORD}" in shown


async def test_second_copy_is_refused(stack: RunningStack, env: dict[str, str]) -> None:
    same_data = await run_skyt("up", env=env)
    async with data_directory() as other:
        same_port = await run_skyt("up", env=env | {"SKYT_DATA_DIR": str(other)})

    assert same_data == (2, "", same_data[2])
    assert f"the data directory {env['SKYT_DATA_DIR']} is in use by another `skyt up` (process {stack.process.pid})" in same_data[2]
    assert same_port == (2, "", same_port[2])
    assert f"port {env['SKYT_PORT']} on 127.0.0.1 is taken by another program" in same_port[2]


async def test_job_can_be_run_from_the_command_line(stack: RunningStack, env: dict[str, str]) -> None:
    assert stack.process.returncode is None
    exit_code, output, errors = await run_skyt(*LEAP_YEARS, env=env)

    assert (exit_code, errors) == (0, "")
    assert "4 runs of sample / leap_year at temperature 0" in output
    assert "Sample answers written by hand, not by a model." in output


async def test_settings_that_cannot_be_used_are_named_before_anything_starts() -> None:
    async with data_directory() as folder:
        ended = await run_skyt("up", env=environment(folder, free_port(), SKYT_ARTIFACT_LINK_SECONDS="5"))
        assert not folder.exists()

    reason = "Input should be greater than or equal to 10"
    assert ended == (2, "", f"skyt: the environment variable SKYT_ARTIFACT_LINK_SECONDS cannot be used: {reason}\n")


async def test_neither_the_demo_nor_a_command_leaves_a_session(stack: RunningStack, env: dict[str, str]) -> None:
    assert stack.process.returncode is None
    assert (await run_skyt(*LEAP_YEARS, env=env))[0] == 0
    async with GraphQLClient(f"http://127.0.0.1:{env['SKYT_PORT']}") as client:
        await jobs.sign_in(client, DEMO_EMAIL, DEMO_PASSWORD)
        data: Any = await client.execute("{ viewer { sessions { userAgent isCurrent } } }")

    assert data["viewer"]["sessions"] == [{"userAgent": "skyt", "isCurrent": True}]


async def test_bad_input_is_named_without_a_traceback(stack: RunningStack, env: dict[str, str]) -> None:
    assert stack.process.returncode is None
    unknown = await run_skyt("run", "--contract", "no_such_thing", "--model", "x", env=env)
    nobody = await run_skyt(*LEAP_YEARS, env=env | {"SKYT_PASSWORD": "wrong"})
    elsewhere = await run_skyt(*LEAP_YEARS, "--server", "http://127.0.0.1:1", env=env)

    assert [unknown[0], nobody[0], elsewhere[0]] == [2, 2, 2]
    assert unknown[2].startswith("skyt: there is no contract 'no_such_thing'; there are: bounded_stack, ")
    assert elsewhere[2].startswith("skyt: no Skyt server answers at http://127.0.0.1:1 (")
    assert "Traceback" not in unknown[2] + nobody[2] + elsewhere[2]


async def test_killed_parts_are_started_again(stack: RunningStack, env: dict[str, str]) -> None:
    for name, pid in (("worker", stack.child("workers.run")), ("redis", stack.child("redis-server")), ("postgres", postmaster(env))):
        os.kill(pid, signal.SIGKILL)
        assert f"{name} ended by signal 9; it is started again in 0.5 s" in await stack.until(f"{name} ended")

    await until(lambda: is_ready(env))
    exit_code, output, errors = await run_skyt(*LEAP_YEARS, env=env)

    assert (exit_code, errors) == (0, "")
    assert "4 runs of sample / leap_year at temperature 0" in output


async def test_nothing_is_left_running_and_nothing_is_done_twice() -> None:
    async with data_directory() as folder:
        env = environment(folder, free_port())
        async with running_stack(env) as first:
            processes = descendants(first.process.pid)
            assert await first.end(signal.SIGINT) == 0
        assert first.lines[-1].endswith("stopped; every job is kept")
        await assert_all_gone(processes)

        async with running_stack(env) as second:
            processes = descendants(second.process.pid)
            await second.end(signal.SIGKILL)
        assert "20 runs of sample / roman_numerals at temperature 0.7" in "\n".join(second.lines)
        assert "runs generated" not in "\n".join(second.lines)
        assert len(processes) >= 4
        await assert_all_gone(processes)


async def assert_all_gone(processes: list[int]) -> None:
    await until(lambda: not any(map(command_line, processes)))


def is_ready(env: dict[str, str]) -> bool:
    return httpx.get(f"http://127.0.0.1:{env['SKYT_PORT']}/readyz").status_code == httpx.codes.OK


def postmaster(env: dict[str, str]) -> int:
    return int((Path(env["SKYT_DATA_DIR"]) / "servers" / "postgres" / "postmaster.pid").read_text().splitlines()[0])
