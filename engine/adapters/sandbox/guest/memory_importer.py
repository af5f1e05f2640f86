"""An importer (PEP 451) that serves the standard library from memory and looks at no file."""

import sys
from collections.abc import Sequence
from importlib.abc import Loader
from importlib.machinery import BuiltinImporter, ExtensionFileLoader, FrozenImporter, ModuleSpec
from types import ModuleType

from engine.adapters.sandbox.guest.stdlib_archive import StdlibArchive


class MemoryImporter(Loader):
    """Finder and loader of the modules in an archive."""

    def __init__(self, archive: StdlibArchive, extensions: dict[str, str]) -> None:
        """Serve from an archive, and extension modules whose files are loaded already, by their paths."""
        self._archive = archive
        self._extensions = extensions

    def find_spec(self, name: str, _path: Sequence[str] | None = None, _target: ModuleType | None = None) -> ModuleSpec | None:
        """The spec of a module in the archive or of a loaded extension, else None."""
        path = self._extensions.get(name)
        if path is not None:
            return ModuleSpec(name, ExtensionFileLoader(name, path), origin=path)
        entry = self._archive.entries.get(name)
        return None if entry is None else ModuleSpec(name, self, is_package=entry.is_package)

    def create_module(self, _spec: ModuleSpec) -> ModuleType | None:
        """Let the import system make the module."""
        return None

    def exec_module(self, module: ModuleType) -> None:
        """Run the module's code."""
        exec(self._archive.code(module.__name__), module.__dict__)  # noqa: S102


def import_from_memory_only(archive: StdlibArchive, extensions: dict[str, str]) -> None:
    """Replace every importer that reads files; modules that are loaded already stay."""
    sys.meta_path[:] = [BuiltinImporter, FrozenImporter, MemoryImporter(archive, extensions)]
    sys.path_hooks.clear()
    sys.path_importer_cache.clear()
    sys.path.clear()
