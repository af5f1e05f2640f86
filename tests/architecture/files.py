"""The files of the repository, without what is built or downloaded."""

from collections.abc import Iterator
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[2]
_NOT_OURS = {".git", ".venv", "node_modules", "dist", ".skyt", "__pycache__", "test-results"}
_CACHES = ("_cache", ".egg-info", ".hypothesis")


def repository_files(folder: Path = REPOSITORY) -> Iterator[Path]:
    """Every file that somebody of us wrote, or that is kept as if."""
    for path in sorted(folder.iterdir()):
        if path.name in _NOT_OURS or path.name.endswith(_CACHES) or path.is_symlink():
            continue
        if path.is_dir():
            yield from repository_files(path)
        else:
            yield path


def python_files(*rooms: str) -> list[Path]:
    """The Python files of some top-level folders."""
    return [path for room in rooms for path in repository_files(REPOSITORY / room) if path.suffix == ".py"]
