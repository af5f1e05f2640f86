"""A disk of a few megabytes for artifacts, which can be filled; it needs root and tmpfs."""

import os
import subprocess
from pathlib import Path

SIZE_MEGABYTES = 64
_BLOCK = b"\0" * 65_536


class SmallDisk:
    """A tmpfs below a folder."""

    def __init__(self, folder: Path) -> None:
        """Take the folder, which is made."""
        self.folder = folder
        self._ballast = folder / "ballast"

    def mount(self) -> None:
        """Mount it. Raises CalledProcessError where that is not allowed."""
        self.folder.mkdir()
        options = f"size={SIZE_MEGABYTES}m,mode=0755"
        subprocess.run(["mount", "-t", "tmpfs", "-o", options, "skyt-faults", str(self.folder)], check=True)

    def fill(self) -> None:
        """Leave no room."""
        with self._ballast.open("wb", buffering=0) as stream:
            try:
                while True:
                    stream.write(_BLOCK)
            except OSError:
                os.fsync(stream.fileno())

    def clear(self) -> None:
        """Make room again."""
        self._ballast.unlink(missing_ok=True)

    def unmount(self) -> None:
        """Take it away, whatever is open."""
        subprocess.run(["umount", "--lazy", str(self.folder)], check=False)
