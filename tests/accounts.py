"""Organizations, users, contracts and jobs for tests, written straight into the database."""

from dataclasses import dataclass
from uuid import UUID, uuid4

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert

from engine.adapters.postgres.database import Database
from engine.adapters.postgres.presets import upsert_presets
from engine.adapters.postgres.submissions import Submission, Submitted, add_job
from engine.adapters.postgres.tables import ContractRow, MembershipRow, OrganizationRow, RestrictionSetRow, UserRow
from engine.domain.contract import Contract, Kind, OracleTest
from engine.domain.experiment import resolve_experiment
from engine.domain.job import Scope
from engine.domain.pins import Pins
from engine.domain.restriction import RestrictionSet, Rule, Severity

CONTRACT = Contract(
    id="fibonacci",
    version="1.0.0",
    kind=Kind.PYTHON,
    title="Fibonacci numbers",
    prompt="Write a function fibonacci(n).",
    function_name="fibonacci",
    oracle_tests=(OracleTest("the first", (0,), 0), OracleTest("the tenth", (10,), 55)),
    required_pass_rate=0.5,
)
RESTRICTION_SET = RestrictionSet(
    id="nasa_power_of_ten",
    version="1.0.0",
    title="The Power of Ten",
    description="Rules for safety-critical code.",
    rules=(
        Rule("no_recursion", "No recursion", "No function calls itself.", Severity.MANDATORY, detector="python.recursion"),
        Rule("zero_warnings", "No warnings", "Compile without warnings.", Severity.ADVISORY, manual_reason="needs a compiler"),
    ),
)


@dataclass(frozen=True, slots=True)
class Tenant:
    """One organization with one user."""

    scope: Scope
    email: str


async def add_tenant(owner: Database, email: str, role: str = "admin") -> Tenant:
    """A personal organization and its user, without a password."""
    organization_id, user_id = uuid4(), uuid4()
    async with owner.unscoped_transaction() as connection:
        await connection.execute(insert(OrganizationRow).values(id=organization_id, name=email.split("@", maxsplit=1)[0], is_personal=True))
        await connection.execute(insert(UserRow).values(id=user_id, email=email, display_name=email.split("@", maxsplit=1)[0]))
        await connection.execute(insert(MembershipRow).values(organization_id=organization_id, user_id=user_id, role=role))
    return Tenant(Scope(organization_id, user_id), email)


async def add_presets(owner: Database) -> tuple[UUID, UUID]:
    """The preset contract and restriction set; answers with their row ids."""
    await upsert_presets(owner, [CONTRACT], [RESTRICTION_SET])
    async with owner.unscoped_transaction() as connection:
        contract = (await connection.execute(select(ContractRow.id).where(ContractRow.name == CONTRACT.id))).scalar_one()
        rules = (await connection.execute(select(RestrictionSetRow.id).where(RestrictionSetRow.name == RESTRICTION_SET.id))).scalar_one()
    return contract, rules


async def submit(database: Database, tenant: Tenant, contract_id: UUID, num_runs: int = 3, client_job_id: str | None = None) -> Submitted:
    """A queued job of the tenant on the preset contract."""
    config = resolve_experiment(CONTRACT, (), Pins("sample", "careful"), num_runs)
    return await add_job(database, tenant.scope, Submission(config, contract_id, (), client_job_id))
