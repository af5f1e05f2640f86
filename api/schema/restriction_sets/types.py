"""Restriction sets and their rules."""

import json
from datetime import datetime

import strawberry

from api.schema.enums import Kind, Source
from api.schema.node import Node, moment_cursor, node_id
from api.schema.page_info import PageInfo, page_info
from api.schema.restriction_sets.inputs import DocumentFormat
from api.schema.restriction_sets.rules import Rule
from engine.adapters.postgres.readers.page import Moment, Page
from engine.adapters.postgres.readers.records import RestrictionSetRecord
from engine.restrictions.published import as_yaml, published_form


@strawberry.type
class RestrictionSet(Node):
    """One version of a restriction set; versions never change."""

    record: strawberry.Private[RestrictionSetRecord]
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

    @strawberry.field(description="The set as a document in its published form.")
    def document(self, format: DocumentFormat = DocumentFormat.YAML) -> str:  # noqa: A002 - the argument's name in the schema
        """Write the document."""
        content = self.record.restriction_set
        return as_yaml(content) if format is DocumentFormat.YAML else json.dumps(published_form(content), indent=2, ensure_ascii=False)

    @classmethod
    def of(cls, record: RestrictionSetRecord) -> "RestrictionSet":
        """Show a restriction set."""
        content = record.restriction_set
        return cls(
            id=node_id("RestrictionSet", record.id),
            record=record,
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
