"""Things to attack: a canary file that everybody may read and write, and listening sockets on the loopback."""

import contextlib
import shutil
import socket
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

CONTENT = "the canary sings"


@dataclass(frozen=True)
class Targets:
    """What payloads may aim at, and whether anything reached it."""

    canary: Path
    listeners: tuple[socket.socket, ...]

    @property
    def marks(self) -> dict[str, Any]:
        """What stands in payloads for each target."""
        port, name = self.listeners[0].getsockname()[1], self.listeners[1].getsockname()
        return {"$CANARY": str(self.canary), "$PORT": port, "$NAME": name[1:].decode()}

    def damage(self) -> list[str]:
        """Everything that was reached: the canary changed, files made beside it, connections opened."""
        found = [f"a file was made: {path.name}" for path in sorted(self.canary.parent.iterdir()) if path != self.canary]
        if not self.canary.exists():
            found.append("the canary is gone")
        elif self.canary.read_text() != CONTENT or self.canary.stat().st_mode & 0o777 != 0o666:
            found.append("the canary was changed")
        for listener in self.listeners:
            with contextlib.suppress(BlockingIOError):
                listener.accept()[0].close()
                found.append(f"a connection came to {listener.getsockname()!r}")
        return found


@contextlib.contextmanager
def open_targets() -> Iterator[Targets]:
    """Set up fresh targets."""
    directory = Path(tempfile.mkdtemp(prefix="skyt-"))
    directory.chmod(0o777)
    canary = directory / "canary"
    canary.write_text(CONTENT)
    canary.chmod(0o666)
    listeners = (socket.create_server(("127.0.0.1", 0)), socket.socket(socket.AF_UNIX))
    try:
        listeners[1].bind(b"\0skyt-" + directory.name.encode())
        listeners[1].listen()
        for listener in listeners:
            listener.setblocking(False)
        yield Targets(canary, listeners)
    finally:
        for listener in listeners:
            listener.close()
        shutil.rmtree(directory)
