"""Where the commands' adapters are chosen."""

from engine.adapters.sandbox.fork_server_sandbox import ForkServerSandbox


def open_sandbox() -> ForkServerSandbox:
    """The sandbox that commands run candidates in; close it, or use it as a context manager."""
    return ForkServerSandbox()
