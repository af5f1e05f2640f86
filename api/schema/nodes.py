"""Fetching anything by its id."""

import strawberry

from api.context import Info
from api.schema.accounts.user import User
from api.schema.anchors.types import Anchor
from api.schema.contracts.types import Contract
from api.schema.jobs.types import Job
from api.schema.node import Node, parse_node_id
from api.schema.restriction_sets.types import RestrictionSet
from api.schema.runs.types import Run


@strawberry.type
class NodeQueries:
    """For everybody who is signed in."""

    @strawberry.field(description="Anything by its id; null when there is none, or it is somebody else's.")
    async def node(self, info: Info, id: strawberry.ID) -> Node | None:  # noqa: A002 - the argument's name in the schema
        """Load a node by the loader of its type."""
        loaders, parsed = info.context.loaders, parse_node_id(id)
        known = {
            "Anchor": (loaders.anchors, Anchor),
            "Contract": (loaders.contracts, Contract),
            "RestrictionSet": (loaders.restriction_sets, RestrictionSet),
            "Job": (loaders.jobs, Job),
            "Run": (loaders.runs, Run),
            "User": (loaders.users, User),
        }
        if parsed is None or parsed[0] not in known:
            return None
        loader, shown = known[parsed[0]]
        record = await loader.load(parsed[1])  # type: ignore[attr-defined]
        return None if record is None else shown.of(record)  # type: ignore[attr-defined]
