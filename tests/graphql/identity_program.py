"""The npm program `oidc-provider`, started for a test and ended with it."""

import asyncio
import html
import re
import shutil
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import httpx

from tests.architecture.files import REPOSITORY

PROGRAM = REPOSITORY / "frontend" / "test-support" / "identity-provider.mjs"
CLIENT = ("skyt", "a secret of tests for skyt, long enough")
_ACTION = re.compile(r'action="([^"]+)"')
_PROMPT = re.compile(r'name="prompt" value="([^"]+)"')


def free_port() -> int:
    """A loopback port that nobody listens on at the moment."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        return int(listening.getsockname()[1])


@asynccontextmanager
async def running_program(port: int, redirect_uri: str) -> AsyncIterator[None]:
    """Start the provider and wait until it answers."""
    node = shutil.which("node")
    assert node is not None, "the tests need Node 20"
    process = await asyncio.create_subprocess_exec(
        node, str(PROGRAM), str(port), redirect_uri, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.DEVNULL
    )
    assert process.stdout is not None
    try:
        async with asyncio.timeout(60):
            assert await process.stdout.readline() == b"ready\n", "run npm ci in the folder frontend"
        yield
    finally:
        if process.returncode is None:
            process.terminate()
        await process.wait()


async def sign_in_at(browser: httpx.AsyncClient, login_url: str, login: str) -> httpx.Response:
    """Walk as a browser does: to the provider, through its forms, back to the service's answer to the callback."""
    response = await browser.get(login_url)
    while True:
        if response.is_redirect:
            target = response.headers["location"]
            if target == "/":
                return response
            response = await browser.get(httpx.URL(str(response.url)).join(target))
        elif (form := _ACTION.search(response.text)) is not None:
            fields = {"prompt": _PROMPT.findall(response.text)[0], "login": login, "password": "x"}
            response = await browser.post(httpx.URL(str(response.url)).join(html.unescape(form[1])), data=fields)
        else:
            return response
