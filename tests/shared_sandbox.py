"""One sandbox for all tests of a process that only need some sandbox."""

import atexit
from functools import cache

from engine.adapters.sandbox.fork_server_sandbox import ForkServerSandbox


@cache
def shared_sandbox() -> ForkServerSandbox:
    """The sandbox; it is closed when the process ends."""
    sandbox = ForkServerSandbox()
    atexit.register(sandbox.close)
    return sandbox
