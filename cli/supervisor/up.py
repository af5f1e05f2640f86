"""`skyt up`: lock the data directory, run the stack, stop it in order on Ctrl-C."""

import asyncio
import signal
from pathlib import Path
from time import monotonic

from rich.console import Console

from cli.seed import DEMO_EMAIL, DEMO_PASSWORD
from cli.settings import Settings
from cli.supervisor.data_directory import locked_data_directory
from cli.supervisor.demo import show_demo_job
from cli.supervisor.port import require_free_port
from cli.supervisor.stack import Stack
from cli.supervisor.usable_settings import require_usable_settings

_STOP_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


def up(settings: Settings, console: Console) -> None:
    """Run everything until a signal asks to stop. Raises SetUpFailed for settings that cannot be used, and for a part that cannot start."""
    require_usable_settings()
    with locked_data_directory(settings.data_dir) as data_dir:
        require_free_port(settings.host, settings.port)
        asyncio.run(_run(settings, data_dir, console))


async def _run(settings: Settings, data_dir: Path, console: Console) -> None:
    started = monotonic()

    def announce(text: str) -> None:
        console.print(f"[{monotonic() - started:5.1f} s] {text}", highlight=False, markup=False, soft_wrap=True)

    stack = Stack(settings, data_dir, announce)
    _cancel_on_signals(stack)
    try:
        await stack.start()
        announce(f"ready: {settings.base_url}")
        if stack.is_embedded:
            await show_demo_job(settings, console)
        _print_where_to_go(settings, console, is_embedded=stack.is_embedded)
        await asyncio.Event().wait()
    except asyncio.CancelledError:
        announce("stopping")
    finally:
        await stack.stop()
    announce("stopped; every job is kept")


def _cancel_on_signals(stack: Stack) -> None:
    """The first signal stops in order, a second one at once."""
    task = asyncio.current_task()
    assert task is not None
    received = []

    def on_signal() -> None:
        received.append(True)
        if len(received) == 1:
            task.cancel()
        else:
            stack.kill()

    for number in _STOP_SIGNALS:
        asyncio.get_running_loop().add_signal_handler(number, on_signal)


def _print_where_to_go(settings: Settings, console: Console, *, is_embedded: bool) -> None:
    url = settings.base_url
    page = (
        url
        if (settings.frontend_dir / "index.html").is_file()
        else "not built: install Node 20.19 or newer with npm, then run `make up` again"
    )
    lines = [f"web page          {page}", f"GraphQL explorer  {url}/graphql"]
    if is_embedded:
        lines.append(f"sign in as        {DEMO_EMAIL} / {DEMO_PASSWORD}")
    lines.append("Ctrl-C stops everything.")
    console.print("\n".join(["", *lines]), highlight=False, markup=False, soft_wrap=True)
