"""Contracts."""

from datetime import datetime

import strawberry
from strawberry.scalars import JSON

from api.schema.contracts.calls import expectation, spelled_call
from api.schema.enums import Kind, Source
from api.schema.node import Node, moment_cursor, node_id
from api.schema.page_info import PageInfo, page_info
from engine.adapters.postgres.readers.page import Moment, Page
from engine.adapters.postgres.readers.records import ContractRecord


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
        )


@strawberry.type
class ContractEdge:
    """A contract in a list."""

    cursor: str
    node: Contract


@strawberry.type
class ContractConnection:
    """A page of contracts."""

    edges: list[ContractEdge]
    page_info: PageInfo

    @classmethod
    def of(cls, page: Page[ContractRecord], *, is_continued: bool) -> "ContractConnection":
        """Show a page."""
        edges = [ContractEdge(cursor=moment_cursor(Moment(item.created_at, item.id)), node=Contract.of(item)) for item in page.items]
        return cls(edges=edges, page_info=page_info(edges, has_more=page.has_more, is_continued=is_continued))
