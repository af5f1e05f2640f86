"""Contracts."""

from datetime import datetime

import strawberry
from strawberry.scalars import JSON

from api.context import Info
from api.schema.anchors.types import Anchor
from api.schema.contracts.calls import expectation, spelled_call
from api.schema.dashboard.history import MetricPoint, history
from api.schema.enums import Kind, Source
from api.schema.node import Node, node_id
from api.schema.page_info import PageInfo, page_info
from api.schema.version_list import version_cursor
from engine.adapters.postgres.readers.order import Order
from engine.adapters.postgres.readers.page import Page
from engine.adapters.postgres.readers.records import ContractRecord
from engine.adapters.postgres.readers.version_list import VersionSelection, versions_count
from engine.adapters.postgres.tables import ContractRow
from engine.contracts.writing import as_yaml, own_document


@strawberry.type
class OracleTest:
    """One test of the oracle, spelled for people."""

    description: str
    call: str
    expected: str


@strawberry.type
class Contract(Node):
    """One version of a contract; versions never change."""

    record: strawberry.Private[ContractRecord]
    name: str
    version: str
    title: str
    kind: Kind
    source: Source
    prompt: str
    system_prompt: str | None
    entry_point: str | None
    required_pass_rate: float
    content_hash: str
    created_at: datetime
    deprecation: str | None = strawberry.field(description="Why it is no longer to be used, if it is.")

    @strawberry.field(description="The oracle's tests.")
    def oracle_tests(self) -> list[OracleTest]:
        """Spell the tests."""
        contract = self.record.contract
        return [
            OracleTest(description=test.description, call=spelled_call(contract, test), expected=expectation(test))
            for test in contract.oracle_tests
        ]

    @strawberry.field(description="Everything the contract says.")
    def document(self) -> JSON:
        """Show the content as it is stored."""
        return JSON(self.record.document)

    @strawberry.field(description="The contract as one would write it, ready to be edited into a new version.")
    def source_document(self) -> JSON:
        """Write the document."""
        return JSON(own_document(self.record.contract))

    @strawberry.field(description="The same document as a text in YAML.")
    def source_text(self) -> str:
        """Write the document."""
        return as_yaml(self.record.contract)

    @strawberry.field(description="All versions of this contract, the newest first.")
    async def versions(self, info: Info) -> list["Contract"]:
        """Load the versions: the organization's own ones of an own contract, the presets' of a preset."""
        records = await info.context.loaders.contract_versions.load(self.record.contract.id)
        return [Contract.of(record) for record in records if record.source is self.record.source]

    @strawberry.field(description="A metric over the newest finished jobs of all versions of this contract, oldest first.")
    async def repeatability(self, info: Info, metric: str = "R_structural", first: int | None = 30) -> list[MetricPoint]:
        """Load the points."""
        return await history(info, self.record.contract.id, metric, first)

    @strawberry.field(description="The present anchor, if the organization has one for this version.")
    async def anchor(self, info: Info) -> Anchor | None:
        """Load the anchor."""
        records = await info.context.loaders.anchor_history.load(self.record.id)
        return Anchor.of(records[0]) if records and records[0].replaced_by is None else None

    @strawberry.field(description="All anchors that this version had, the present one first, then the newest.")
    async def anchors(self, info: Info) -> list[Anchor]:
        """Load the history."""
        return [Anchor.of(record) for record in await info.context.loaders.anchor_history.load(self.record.id)]

    @classmethod
    def of(cls, record: ContractRecord) -> "Contract":
        """Show a contract."""
        contract = record.contract
        return cls(
            id=node_id("Contract", record.id),
            record=record,
            name=contract.id,
            version=contract.version,
            title=contract.title,
            kind=contract.kind,
            source=record.source,
            prompt=contract.prompt,
            system_prompt=contract.system_prompt,
            entry_point=contract.entry_point,
            required_pass_rate=contract.required_pass_rate,
            content_hash=record.content_hash,
            created_at=record.created_at,
            deprecation=record.deprecation,
        )


@strawberry.type
class ContractEdge:
    """A contract in a list."""

    cursor: str
    node: Contract


@strawberry.type
class ContractConnection:
    """A page of contracts; `nodes` are the edges' nodes."""

    selection: strawberry.Private[VersionSelection]
    edges: list[ContractEdge]
    nodes: list[Contract]
    page_info: PageInfo

    @strawberry.field(description="How many contracts there are on all pages.")
    async def total_count(self, info: Info) -> int:
        """Count them."""
        return await versions_count(info.context.services.database, info.context.signed_in.scope, ContractRow, self.selection)

    @classmethod
    def of(cls, page: Page[ContractRecord], selection: VersionSelection, order: Order, *, is_continued: bool) -> "ContractConnection":
        """Show a page."""
        edges = [ContractEdge(cursor=version_cursor(item, order), node=Contract.of(item)) for item in page.items]
        information = page_info(edges, has_more=page.has_more, is_continued=is_continued)
        return cls(selection=selection, edges=edges, nodes=[edge.node for edge in edges], page_info=information)
