"""What became of an organization's jobs, contract by contract."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import Double, Numeric, Text, and_, bindparam, func, literal_column, select
from sqlalchemy import cast as sql_cast
from sqlmodel import col

from engine.adapters.postgres.database import Database
from engine.adapters.postgres.readers.later import later
from engine.adapters.postgres.reading import SCOPE_ORGANIZATION, Reading
from engine.adapters.postgres.tables import ContractScoreRow, ContractTallyRow
from engine.domain.job import Scope


@dataclass(frozen=True, slots=True)
class ContractSummary:
    """One contract in all its versions: the newest version's row, jobs, those with a score, and the mean of their scores."""

    name: str
    contract_id: UUID
    jobs: int
    scored: int
    mean: float | None


def _reading() -> Reading:
    """Jobs are counted, and scores summed, when they are written (triggers `tally`): nothing is read job by job."""
    scored, total = col(ContractScoreRow.scored), col(ContractScoreRow.total)
    of_metric = and_(
        col(ContractScoreRow.organization_id) == col(ContractTallyRow.organization_id),
        col(ContractScoreRow.contract_name) == col(ContractTallyRow.contract_name),
        col(ContractScoreRow.metric) == bindparam("metric", type_=Text),
    )
    return Reading(
        select(
            col(ContractTallyRow.contract_name).label("name"),
            col(ContractTallyRow.contract_id).label("contract_id"),
            col(ContractTallyRow.jobs).label("jobs"),
            func.coalesce(scored, literal_column("0")).label("scored"),
            sql_cast(total / sql_cast(func.nullif(scored, literal_column("0")), Numeric), Double).label("mean"),
        )
        .outerjoin(ContractScoreRow, of_metric)
        .where(col(ContractTallyRow.organization_id) == SCOPE_ORGANIZATION)
        .order_by(col(ContractTallyRow.contract_name))
    )


_SUMMARIES = _reading()
_LATER_SUMMARY = later(ContractSummary, _SUMMARIES.processors, {})


async def contract_summaries(database: Database, scope: Scope, metric: str) -> list[ContractSummary]:
    """The organization's contracts that have jobs, by name. Raises StoreUnavailable."""
    return await database.read_as(_LATER_SUMMARY, scope, _SUMMARIES, metric=metric)
