"""Runs cppcheck's MISRA add-on as a program of its own: cppcheck dumps the file, and the add-on reads the dump.

Called by cppcheck itself (`--addon=misra`) the add-on loses findings that stand at one place with others. Run as
`python misra.py CPPCHECK ADDON FILE` in the file's folder: the add-on's JSON lines on the output, cppcheck's own words on the other stream.
"""

import subprocess
import sys
from pathlib import Path

READ_NOTHING = 3


def addon_path(cppcheck: str) -> Path | None:
    """Where the add-on lies that was installed along with a cppcheck, or None."""
    root = Path(cppcheck).resolve().parent.parent
    places = ("share/cppcheck/addons", "share/Cppcheck/addons", "lib/cppcheck/addons", "lib/*/cppcheck/addons", "lib64/cppcheck/addons")
    return next((path for place in places for path in sorted(root.glob(f"{place}/misra.py"))), None)


def main(cppcheck: str, addon: str, file_name: str) -> int:
    """Both steps; answers with the exit code, 3 when cppcheck made nothing of the file (it says nothing then, as after `#error`)."""
    arguments = ("-q", "--dump", "--std=c11", "--template={line}\t{column}\t{id}\t{message}", file_name)
    subprocess.run([cppcheck, *arguments], check=False)  # noqa: S603 - the paths come from LocalTools
    dump = Path(f"{file_name}.dump")
    if not dump.exists() or "<dump cfg=" not in dump.read_text(encoding="utf-8", errors="replace"):
        return READ_NOTHING
    return subprocess.run([sys.executable, "-s", "-E", addon, "--cli", dump.name], check=False).returncode  # noqa: S603 - the same


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
