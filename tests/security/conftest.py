"""The fixtures of the database."""

from tests.database_fixtures import ada, contract_id, database, eve, owner, preset_ids, store

__all__ = ["ada", "contract_id", "database", "eve", "owner", "preset_ids", "store"]
