"""The standard library's Python modules in memory, so that imports work when no file can be opened.

Compiled code is taken from the interpreter's own cache files (PEP 3147, PEP 552) where they are up to date; otherwise the source
text is kept and compiled when it is imported.
"""

import contextlib
import importlib.util
import marshal
import mmap
import os
import struct
from collections.abc import Iterator
from types import CodeType
from typing import NamedTuple

_LEFT_OUT = {
    "__pycache__", "site-packages", "dist-packages", "lib-dynload", "test", "tests", "idlelib", "tkinter", "turtledemo", "turtle.py",
    "lib2to3", "ensurepip", "pydoc_data", "distutils", "msilib", "antigravity.py", "__phello__", "venv",
}  # fmt: skip
_HEADER = struct.Struct("<4sIII")


class Entry(NamedTuple):
    """Where a module is in the archive."""

    offset: int
    size: int
    is_package: bool
    is_compiled: bool


class _Part(NamedTuple):
    """The part of a file that holds a module's code or source text."""

    path: str
    start: int
    size: int
    is_compiled: bool


class StdlibArchive:
    """All modules in one shared mapping: children see the same pages and the fork copies nothing of it."""

    def __init__(self) -> None:
        """Read the running interpreter's standard library."""
        parts = {name: (path, _part(path)) for name, path in _modules(os.path.dirname(os.__file__), "")}  # noqa: PTH120
        self.entries: dict[str, Entry] = {}
        self._memory = mmap.mmap(-1, sum(part.size for _, part in parts.values()) or 1)
        for name, (source, part) in parts.items():
            self.entries[name] = Entry(self._memory.tell(), part.size, source.endswith("__init__.py"), part.is_compiled)
            self._memory.write(_read(part))

    def code(self, name: str) -> CodeType:
        """A module's code. Raises KeyError for a module that is not here."""
        entry = self.entries[name]
        content = self._memory[entry.offset : entry.offset + entry.size]
        if entry.is_compiled:
            code: CodeType = marshal.loads(content)  # noqa: S302
            return code
        return compile(content, f"<standard library {name}>", "exec", dont_inherit=True)


def _modules(directory: str, package: str) -> Iterator[tuple[str, str]]:
    """Every module's dotted name and source path, packages before what they contain."""
    for item in sorted(os.scandir(directory), key=lambda entry: entry.name):
        if item.name in _LEFT_OUT:
            continue
        if item.name.endswith(".py"):
            stem = item.name[:-3]
            yield (package if stem == "__init__" else _join(package, stem)), item.path
        elif item.is_dir() and os.path.isfile(os.path.join(item.path, "__init__.py")):  # noqa: PTH113, PTH118
            yield from _modules(item.path, _join(package, item.name))


def _join(package: str, name: str) -> str:
    return f"{package}.{name}" if package else name


def _part(path: str) -> _Part:
    """The fresh cache file's code, or the whole source when there is none."""
    status = os.stat(path)  # noqa: PTH116
    source = (int(status.st_mtime) & 0xFFFFFFFF, status.st_size & 0xFFFFFFFF)
    with contextlib.suppress(OSError, struct.error):
        cached = importlib.util.cache_from_source(path)
        magic, flags, *cached_source = _HEADER.unpack(_read(_Part(cached, 0, _HEADER.size, is_compiled=True)))
        if magic == importlib.util.MAGIC_NUMBER and (flags != 0 or tuple(cached_source) == source):
            return _Part(cached, _HEADER.size, os.stat(cached).st_size - _HEADER.size, is_compiled=True)  # noqa: PTH116
    return _Part(path, 0, status.st_size, is_compiled=False)


def _read(part: _Part) -> bytes:
    with open(part.path, "rb") as file:  # noqa: PTH123
        file.seek(part.start)
        return file.read(part.size)
