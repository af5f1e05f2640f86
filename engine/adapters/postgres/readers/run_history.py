"""What earlier runs of a contract by a model used, for estimates."""

from uuid import UUID

from sqlalchemy import text

from engine.adapters.postgres.database import Database
from engine.domain.job import Scope
from engine.domain.pins import Pins
from engine.pipeline.estimate import History

_NEWEST = 500
_STATEMENT = text(
    """
    with recent as (
      select r.usage from runs r join jobs j on j.id = r.job_id
      where r.organization_id = :organization and j.organization_id = :organization and j.contract_id = :contract
        and r.status = 'generated' and j.config->'pins'->>'provider' = :provider and j.config->'pins'->>'model' = :model
      order by r.generated_at desc
      limit :newest
    )
    select count(*) as runs,
      avg((usage->>'prompt_tokens')::float) filter (where jsonb_typeof(usage->'prompt_tokens') = 'number') as prompt_tokens,
      avg((usage->>'completion_tokens')::float) filter (where jsonb_typeof(usage->'completion_tokens') = 'number') as completion_tokens,
      avg((usage->>'latency_ms')::float) filter (where jsonb_typeof(usage->'latency_ms') = 'number') as latency_ms
    from recent
    """
)


async def run_history(database: Database, scope: Scope, contract_id: UUID, pins: Pins) -> History:
    """Means over the newest 500 answered runs of the organization; a field is None where no run has it."""
    names = {"organization": scope.organization_id, "contract": contract_id, "newest": _NEWEST}
    async with database.transaction(scope) as connection:
        row = (await connection.execute(_STATEMENT, names | {"provider": pins.provider, "model": pins.model})).one()
    return History(row.runs, row.prompt_tokens, row.completion_tokens, row.latency_ms)
