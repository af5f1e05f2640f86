"""What the fork-server imports beforehand: what candidates often import, and every extension module, which only a file can hold.

Two often imported modules are left to the child: `random` and `threading` register work to do after every fork, which costs each
child more than importing them costs the few that want them.
"""

import contextlib
import importlib
import os
import sys

_OFTEN_IMPORTED = """
    __future__ abc array ast base64 bisect calendar cmath collections collections.abc contextlib copy copyreg dataclasses datetime decimal
    difflib encodings.ascii encodings.idna encodings.latin_1 encodings.utf_16 enum fractions functools hashlib heapq html inspect io
    itertools json keyword math numbers operator pprint re reprlib string struct textwrap time traceback types typing unicodedata
    warnings weakref zlib
"""
_UNSUITABLE = (
    "_test", "xx", "_xx", "_tkinter", "_curses", "readline", "nis", "ossaudiodev", "_dbm", "_gdbm", "spwd", "syslog", "_crypt",
    "_interp", "_ssl", "_sqlite3", "termios", "_posixshmem", "_multiprocessing", "_asyncio", "_zoneinfo",
)  # fmt: skip


def preload() -> None:
    """Import all of it; an extension that this interpreter lacks or cannot load is left out."""
    for name in (*_OFTEN_IMPORTED.split(), *_extensions()):
        with contextlib.suppress(ImportError):
            importlib.import_module(name)


def _extensions() -> list[str]:
    directories = [path for path in sys.path if path.endswith("lib-dynload") and os.path.isdir(path)]  # noqa: PTH112
    names = {name.split(".")[0] for path in directories for name in os.listdir(path) if name.endswith(".so")}  # noqa: PTH208
    return sorted(name for name in names if not name.startswith(_UNSUITABLE))
