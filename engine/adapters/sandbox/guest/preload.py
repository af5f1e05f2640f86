"""What the fork-server imports beforehand: what candidates often import, and every extension module, which only a file can hold."""

import contextlib
import importlib
import os
import sys
import sysconfig

_OFTEN_IMPORTED = """
    __future__ abc array ast base64 bisect calendar cmath collections collections.abc contextlib copy dataclasses datetime decimal
    difflib encodings.ascii encodings.idna encodings.latin_1 encodings.utf_16 enum fractions functools hashlib heapq html inspect io
    itertools json keyword math numbers operator pprint queue random re reprlib secrets statistics string struct sys textwrap threading
    time timeit traceback types typing unicodedata uuid warnings weakref zlib
"""
_UNSUITABLE = (
    "_test", "xx", "_xx", "_tkinter", "_curses", "readline", "nis", "ossaudiodev", "_dbm", "_gdbm", "spwd", "syslog", "_crypt",
    "_interp", "_ssl", "_sqlite3", "termios", "_posixshmem", "_multiprocessing",
)  # fmt: skip


def preload() -> None:
    """Import all of it; an extension that this interpreter lacks or cannot load is left out."""
    for name in (*_OFTEN_IMPORTED.split(), *_extensions()):
        with contextlib.suppress(ImportError):
            importlib.import_module(name)


def _extensions() -> list[str]:
    directory = sysconfig.get_config_var("DESTSHARED") or ""
    if not os.path.isdir(directory):  # noqa: PTH112
        directory = os.path.join(sysconfig.get_path("platstdlib"), "lib-dynload")  # noqa: PTH118
    if not os.path.isdir(directory):  # noqa: PTH112
        return []
    names = {name.split(".")[0] for name in os.listdir(directory) if name.endswith(".so")}  # noqa: PTH208
    return sorted(name for name in names if not name.startswith(_UNSUITABLE) and name not in sys.modules)
