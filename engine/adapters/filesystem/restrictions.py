"""Restriction sets from files and from the presets shipped with Skyt."""

from collections.abc import Iterable
from pathlib import Path

from engine import presets
from engine.domain.errors import NotFound
from engine.domain.job import Scope
from engine.domain.restriction import RestrictionSet
from engine.restrictions.loader import RestrictionLoader

PRESETS = Path(presets.__file__).with_name("restrictions")


def preset_restriction_sets() -> tuple[RestrictionSet, ...]:
    """Every restriction set shipped with Skyt, by id and version."""
    sets = (RestrictionLoader.load_from_file(path) for path in PRESETS.glob("*.yaml"))
    return tuple(sorted(sets, key=lambda item: (item.id, item.version)))


def load_restriction_sets(names: Iterable[str]) -> tuple[RestrictionSet, ...]:
    """Load each restriction set named: a preset's id, or a file. Raises NotFound and InvalidInput."""
    known = {item.id: item for item in preset_restriction_sets()}
    return tuple(known[name] if name in known else _from_file(name, known) for name in names)


def _from_file(name: str, known: Iterable[str]) -> RestrictionSet:
    path = Path(name)
    if not path.suffix and not path.exists():
        raise NotFound("restriction set", name, f"name a file, or one of {', '.join(known)}")
    return RestrictionLoader.load_from_file(path)


class FilesystemRestrictionRepository:
    """The presets as a repository."""

    async def load(self, scope: Scope, set_id: str, version: str | None = None) -> RestrictionSet:
        """One preset, the newest version unless one is named. Raises NotFound."""
        del scope
        found = [item for item in preset_restriction_sets() if item.id == set_id and version in (None, item.version)]
        if not found:
            raise NotFound("restriction set", set_id)
        return found[-1]
