"""What one version of a restriction set changed against another."""

import strawberry

from api.schema.restriction_sets.rules import Rule
from engine.restrictions.differences import SetDifferences


@strawberry.type
class RuleChange:
    """One rule before and after, and which of its fields differ."""

    before: Rule
    after: Rule
    fields: list[str]


@strawberry.type
class RestrictionSetChanges:
    """Rules that came, went and changed; `settings` names what else differs, beside the version."""

    added: list[Rule]
    removed: list[Rule]
    changed: list[RuleChange]
    settings: list[str]

    @classmethod
    def of(cls, differences: SetDifferences) -> "RestrictionSetChanges":
        """Show differences."""
        changed = [
            RuleChange(before=Rule.of(item.before), after=Rule.of(item.after), fields=list(item.fields)) for item in differences.changed
        ]
        return cls(
            added=[Rule.of(rule) for rule in differences.added],
            removed=[Rule.of(rule) for rule in differences.removed],
            changed=changed,
            settings=list(differences.settings),
        )
