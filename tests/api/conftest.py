"""The service and its clients, as the graph's tests have them."""

from tests.graphql.conftest import (
    ada,
    ada_token,
    anonymous,
    client,
    contract_id,
    database,
    eve,
    eve_token,
    foreigner,
    owner,
    preset_ids,
    service,
    store,
)

__all__ = [
    "ada",
    "ada_token",
    "anonymous",
    "client",
    "contract_id",
    "database",
    "eve",
    "eve_token",
    "foreigner",
    "owner",
    "preset_ids",
    "service",
    "store",
]
