"""Restriction sets and their rules."""

from datetime import datetime

import strawberry

from api.schema.enums import Kind, Severity, Source
from api.schema.node import Node, moment_cursor, node_id
from api.schema.page_info import PageInfo, page_info
from engine.adapters.postgres.readers.page import Moment, Page
from engine.adapters.postgres.readers.records import RestrictionSetRecord
from engine.domain import restriction


@strawberry.type
class RuleException:
    """Where a rule does not hold, why, and until which day; without contracts for all of them."""

    reason: str
    expires: str
    contracts: list[str]


@strawberry.type
class Rule:
    """One restriction; without a detector only a person can decide it, and `manualReason` says why."""

    id: str
    name: str
    description: str
    rationale: str
    severity: Severity
    category: str
    detector: str | None
    manual_reason: str | None
    suggestion: str | None
    exceptions: list[RuleException]

    @classmethod
    def of(cls, rule: restriction.Rule) -> "Rule":
        """Show a rule."""
        return cls(
            id=rule.id,
            name=rule.name,
            description=rule.description,
            rationale=rule.rationale,
            severity=rule.severity,
            category=rule.category,
            detector=rule.detector,
            manual_reason=rule.manual_reason,
            suggestion=rule.suggestion,
            exceptions=[
                RuleException(reason=item.reason, expires=item.expires, contracts=list(item.contracts)) for item in rule.exceptions
            ],
        )


@strawberry.type
class RestrictionSet(Node):
    """One version of a restriction set; versions never change."""

    name: str
    version: str
    title: str
    description: str
    authority: str | None
    reference: str | None
    kinds: list[Kind]
    source: Source
    content_hash: str
    rules: list[Rule]
    created_at: datetime
    languages: list[str]
    deprecation: str | None = strawberry.field(description="Why it is no longer to be used, if it is.")

    @classmethod
    def of(cls, record: RestrictionSetRecord) -> "RestrictionSet":
        """Show a restriction set."""
        content = record.restriction_set
        return cls(
            id=node_id("RestrictionSet", record.id),
            name=content.id,
            version=content.version,
            title=content.title,
            description=content.description,
            authority=content.authority,
            reference=content.reference,
            kinds=list(content.kinds),
            source=record.source,
            content_hash=record.content_hash,
            rules=[Rule.of(rule) for rule in content.rules],
            created_at=record.created_at,
            languages=list(content.languages),
            deprecation=record.deprecation,
        )


@strawberry.type
class RestrictionSetEdge:
    """A restriction set in a list."""

    cursor: str
    node: RestrictionSet


@strawberry.type
class RestrictionSetConnection:
    """A page of restriction sets."""

    edges: list[RestrictionSetEdge]
    page_info: PageInfo

    @classmethod
    def of(cls, page: Page[RestrictionSetRecord], *, is_continued: bool) -> "RestrictionSetConnection":
        """Show a page."""
        edges = [
            RestrictionSetEdge(cursor=moment_cursor(Moment(item.created_at, item.id)), node=RestrictionSet.of(item)) for item in page.items
        ]
        return cls(edges=edges, page_info=page_info(edges, has_more=page.has_more, is_continued=is_continued))
