"""Restriction sets and their rules."""

import json
from datetime import datetime

import strawberry

from api.context import Info
from api.schema.document_format import DocumentFormat
from api.schema.enums import Kind, Source
from api.schema.node import Node, node_id
from api.schema.page_info import PageInfo, page_info
from api.schema.restriction_sets.rules import Rule
from api.schema.version_list import version_cursor
from engine.adapters.postgres.readers.order import Order
from engine.adapters.postgres.readers.page import Page
from engine.adapters.postgres.readers.records import RestrictionSetRecord
from engine.adapters.postgres.readers.version_list import VersionSelection, versions_count
from engine.adapters.postgres.tables import RestrictionSetRow
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
    """A page of restriction sets; `nodes` are the edges' nodes."""

    selection: strawberry.Private[VersionSelection]
    edges: list[RestrictionSetEdge]
    nodes: list[RestrictionSet]
    page_info: PageInfo

    @strawberry.field(description="How many restriction sets there are on all pages.")
    async def total_count(self, info: Info) -> int:
        """Count them."""
        return await versions_count(info.context.services.database, info.context.signed_in.scope, RestrictionSetRow, self.selection)

    @classmethod
    def of(
        cls, page: Page[RestrictionSetRecord], selection: VersionSelection, order: Order, *, is_continued: bool
    ) -> "RestrictionSetConnection":
        """Show a page."""
        edges = [RestrictionSetEdge(cursor=version_cursor(item, order), node=RestrictionSet.of(item)) for item in page.items]
        information = page_info(edges, has_more=page.has_more, is_continued=is_continued)
        return cls(selection=selection, edges=edges, nodes=[edge.node for edge in edges], page_info=information)
