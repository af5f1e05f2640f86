"""Restriction sets from files and from the presets shipped with Skyt."""

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import yaml

from engine import presets
from engine.domain.errors import NotFound
from engine.domain.job import Scope
from engine.domain.restriction import Examples, RestrictionSet
from engine.restrictions.loader import RestrictionLoader

PRESETS = Path(presets.__file__).with_name("restrictions")
EXAMPLES = Path(presets.__file__).with_name("examples")


def preset_restriction_sets() -> tuple[RestrictionSet, ...]:
    """Every restriction set shipped with Skyt, by id and version."""
    sets = (RestrictionLoader.load_from_file(path) for path in PRESETS.glob("*.yaml"))
    return tuple(sorted(sets, key=lambda item: (item.id, item.version)))


def preset_examples(set_id: str, rule_id: str) -> Examples:
    """The good and bad examples of a preset's rule, which lie beside the sets so that they are no part of a set's content hash."""
    path = EXAMPLES / set_id / f"{rule_id}.yaml"
    read = yaml.safe_load(path.read_text(encoding="utf-8")) if path.exists() else {}
    return Examples(**{name: tuple(texts) for name, texts in read.items()})


def with_preset_examples(item: RestrictionSet) -> RestrictionSet:
    """A preset with its rules' examples; a set of a user's own as it is."""
    if item not in preset_restriction_sets():
        return item
    return replace(item, rules=tuple(replace(rule, examples=preset_examples(item.id, rule.id)) for rule in item.rules))


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
