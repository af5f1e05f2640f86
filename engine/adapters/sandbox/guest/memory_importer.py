"""An importer (PEP 451) that serves the standard library from memory and looks at no file."""

import sys
from collections.abc import Sequence
from importlib.abc import Loader
from importlib.machinery import BuiltinImporter, FrozenImporter, ModuleSpec
from types import ModuleType

from engine.adapters.sandbox.guest.stdlib_archive import StdlibArchive


class MemoryImporter(Loader):
    """Finder and loader of the modules in an archive."""

    def __init__(self, archive: StdlibArchive) -> None:
        """Serve from an archive."""
        self._archive = archive

    def find_spec(self, name: str, _path: Sequence[str] | None = None, _target: ModuleType | None = None) -> ModuleSpec | None:
        """The spec of a module in the archive, else None."""
        entry = self._archive.entries.get(name)
        return None if entry is None else ModuleSpec(name, self, is_package=entry.is_package)

    def create_module(self, _spec: ModuleSpec) -> ModuleType | None:
        """Let the import system make the module."""
        return None

    def exec_module(self, module: ModuleType) -> None:
        """Run the module's code."""
        exec(self._archive.code(module.__name__), module.__dict__)  # noqa: S102


def import_from_memory_only(archive: StdlibArchive) -> None:
    """Replace every importer that reads files; modules that are loaded already stay."""
    sys.meta_path[:] = [BuiltinImporter, FrozenImporter, MemoryImporter(archive)]
    sys.path_hooks.clear()
    sys.path_importer_cache.clear()
    sys.path.clear()
