"""Queries about contracts."""

import strawberry

from api.context import Info
from api.problems import not_found
from api.schema.anchors.types import Anchor
from api.schema.contracts.types import Contract, ContractConnection
from api.schema.dashboard.history import MetricPoint, history
from api.schema.documents import DocumentDifference
from api.schema.node import key_of
from api.schema.order import NamedOrder
from api.schema.version_list import VersionFilter, version_selection, version_window
from engine.adapters.postgres.readers.order import Order
from engine.adapters.postgres.readers.version_list import contracts_page
from engine.contracts.writing import own_document
from engine.documents.difference import document_differences


@strawberry.type
class ContractQueries:
    """For everybody who is signed in."""

    @strawberry.field(description="One contract.")
    async def contract(self, info: Info, id: strawberry.ID) -> Contract | None:  # noqa: A002 - the argument's name in the schema
        """Load a contract."""
        loaders, key = info.context.loaders, key_of(id, "Contract")
        record = None if key is None else await loaders.contracts.load(key)
        return None if record is None else Contract.of(record)

    @strawberry.field(description="The organization's contracts and the presets, oldest first; with a name its versions only.")
    async def contracts(  # noqa: PLR0913, PLR0917 - the arguments of a list and a name
        self,
        info: Info,
        first: int | None = 50,
        after: str | None = None,
        filter: VersionFilter | None = None,  # noqa: A002 - the argument's name in the schema
        order_by: NamedOrder = NamedOrder.OLDEST,
        name: str | None = None,
    ) -> ContractConnection:
        """Load a page."""
        scope, window, selection = info.context.signed_in.scope, version_window(first, after, order_by), version_selection(filter, name)
        order = Order(order_by.value)
        page = await contracts_page(info.context.services.database, scope, window, selection, order)
        return ContractConnection.of(page, selection, order, is_continued=after is not None)

    @strawberry.field(description="Where two versions of a contract, or two contracts, differ.")
    async def contract_difference(self, info: Info, first_id: strawberry.ID, second_id: strawberry.ID) -> list[DocumentDifference]:
        """Compare the documents."""
        keys = [key_of(item, "Contract") for item in (first_id, second_id)]
        records = [None if key is None else await info.context.loaders.contracts.load(key) for key in keys]
        documents = [own_document(record.contract) for record in records if record is not None]
        if len(documents) < 2:
            raise not_found("contract")
        return [DocumentDifference.of(item) for item in document_differences(documents[0], documents[1])]

    @strawberry.field(description="The present anchor of a contract version, if the organization has one.")
    async def anchor(self, info: Info, contract_id: strawberry.ID) -> Anchor | None:
        """Load the anchor."""
        loaders, key = info.context.loaders, key_of(contract_id, "Contract")
        records = [] if key is None else await loaders.anchor_history.load(key)
        return Anchor.of(records[0]) if records and records[0].replaced_by is None else None

    @strawberry.field(description="A metric over the newest finished jobs of all versions of a contract, oldest first.")
    async def repeatability(
        self, info: Info, contract_id: strawberry.ID, metric: str = "R_structural", first: int | None = 30
    ) -> list[MetricPoint]:
        """Load the points."""
        key = key_of(contract_id, "Contract")
        record = None if key is None else await info.context.loaders.contracts.load(key)
        if record is None:
            raise not_found("contract")
        return await history(info, record.contract.id, metric, first)
