"""What the fork-server prepares before it forks: modules that candidates often import, and every extension module's file.

Two often imported modules are left to the child: `random` and `threading` register work to do after every fork, which costs each
child more than importing them costs the few that want them.
"""

import contextlib
import ctypes
import importlib
import os
import sys

_OFTEN_IMPORTED = """
    __future__ abc array ast base64 bisect calendar cmath collections collections.abc contextlib copy copyreg dataclasses datetime decimal
    difflib encodings.ascii encodings.idna encodings.latin_1 encodings.utf_16 enum fractions functools hashlib heapq html inspect io
    itertools json keyword math numbers operator pprint re reprlib string struct textwrap time traceback types typing unicodedata
    warnings weakref zlib
"""
_UNSUITABLE = ("_test", "xx", "_xx", "_ctypes_test", "_tkinter", "_curses", "readline", "nis", "ossaudiodev", "_dbm", "_gdbm")


def preload() -> None:
    """Import what is often imported; a module that this interpreter lacks is left out."""
    for name in _OFTEN_IMPORTED.split():
        with contextlib.suppress(ImportError):
            importlib.import_module(name)


def load_extensions() -> dict[str, str]:
    """Load the file of every extension module without running it, and answer with the files' paths by module name.

    The dynamic linker knows a loaded file by its path, so that a later import needs to open none.
    """
    loaded = {}
    for name, path in sorted(_extensions().items()):
        with contextlib.suppress(OSError):
            ctypes.CDLL(path)
            loaded[name] = path
    return loaded


def _extensions() -> dict[str, str]:
    directories = [path for path in sys.path if path.endswith("lib-dynload") and os.path.isdir(path)]  # noqa: PTH112
    files = [(name, os.path.join(path, name)) for path in directories for name in os.listdir(path)]  # noqa: PTH118, PTH208
    return {name.split(".")[0]: path for name, path in files if name.endswith(".so") and not name.startswith(_UNSUITABLE)}
