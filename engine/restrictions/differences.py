"""What one version of a restriction set changed against another."""

from dataclasses import dataclass, fields

from engine.domain.restriction import RestrictionSet, Rule


@dataclass(frozen=True, slots=True)
class RuleChange:
    """One rule before and after, and the names of what differs."""

    before: Rule
    after: Rule
    fields: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SetDifferences:
    """Rules that came, went and changed, each in its set's order; `settings` names what differs beside the rules and the version."""

    added: tuple[Rule, ...]
    removed: tuple[Rule, ...]
    changed: tuple[RuleChange, ...]
    settings: tuple[str, ...]


def set_differences(before: RestrictionSet, after: RestrictionSet) -> SetDifferences:
    """Compare two sets rule by rule, by the rules' ids."""
    old, new = ({rule.id: rule for rule in item.rules} for item in (before, after))
    common = [(old[rule.id], rule) for rule in after.rules if rule.id in old]
    return SetDifferences(
        added=tuple(rule for rule in after.rules if rule.id not in old),
        removed=tuple(rule for rule in before.rules if rule.id not in new),
        changed=tuple(RuleChange(one, two, _differing(one, two)) for one, two in common if one != two),
        settings=tuple(name for name in _differing(before, after) if name not in ("rules", "version")),
    )


def _differing(before: Rule | RestrictionSet, after: Rule | RestrictionSet) -> tuple[str, ...]:
    return tuple(item.name for item in fields(before) if getattr(before, item.name) != getattr(after, item.name))
