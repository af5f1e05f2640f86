"""An organization with one of everything, its members and keys, and a stranger: whom the authorization matrix is tried with."""

import hashlib
from dataclasses import astuple, dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import text

from api.auth.sign_in import start_session
from api.schema.node import fingerprint, node_id
from api.use_cases.organization import add_key, invite
from engine.adapters.postgres.accounts import find_in_organization
from engine.adapters.postgres.database import Database
from engine.adapters.postgres.readers.runs import latest_results, runs_by_index
from engine.adapters.postgres.result_store import PostgresResultStore
from engine.adapters.postgres.sessions import own_sessions
from engine.domain.behaviour import BehaviourClass
from engine.domain.job import Scope
from engine.domain.report import JobReport
from engine.domain.restriction import Severity, Violation
from engine.domain.run import Generation, GenerationStatus, OracleVerdict, OutputAnalysis, RunReport
from tests.accounts import Tenant, add_presets, add_tenant, submit
from tests.graphql.service import Service
from tests.security.authorization_matrix import Need

COPY = """
insert into {table} (organization_id, created_by, name, version, title, {kind} source, content, content_hash, is_public)
select :organization, :user, 'own', version, title, {kind} 'user', content, content_hash, false from {table} where source = 'preset'
returning id
"""
TABLES = "select tablename from pg_tables where schemaname = 'public' and tablename <> 'alembic_version' order by 1"
OUTPUT = "def fibonacci(n): ..."
VIOLATION = Violation("ours", "1", Severity.MANDATORY, "no", 1, 0, 1, 3, OUTPUT)
CLASS = BehaviourClass(0, (0,), passes_oracle=True, inputs=1)
RANK = {"viewer": Need.VIEWER, "maintainer": Need.MAINTAINER, "admin": Need.ADMIN}


@dataclass(frozen=True)
class Caller:
    """Somebody who asks: a token, the role that it gives, and whether a person holds it."""

    name: str
    token: str | None
    rank: Need
    is_person: bool

    def may(self, need: Need) -> bool:
        """Whether this caller reaches a need."""
        if need is Need.ADMIN_PERSON:
            return self.is_person and self.rank >= Need.ADMIN
        return need is Need.ANYBODY or (self.is_person if need is Need.PERSON else self.rank >= need)


@dataclass(frozen=True)
class World:
    """Callers by name, and the ids of the attacked organization's things by the names that stand in the matrix."""

    callers: dict[str, Caller]
    ids: dict[str, str]
    guessed: dict[str, str]
    organization: UUID


async def build_world(service: Service, owner: Database) -> World:
    """Ada's organization with one of everything, two further members, three keys; and Eve, an admin elsewhere."""
    database, services = service.services.database, service.services
    preset, _ = await add_presets(owner)
    people = {"admin": await add_tenant(owner, "ada@example.org"), "foreigner": await add_tenant(owner, "eve@example.org")}
    ada = people["admin"].scope
    for role in ("maintainer", "viewer"):
        people[role] = await _member(owner, ada, role)
    callers = {name: await _person(service, tenant, name) for name, tenant in people.items()}
    callers["anonymous"] = Caller("anonymous", None, Need.ANYBODY, is_person=False)
    made = {scope: await add_key(services, ada, scope, scope, None) for scope in ("manage", "submit", "read")}
    for scope, role in (("read", "viewer"), ("submit", "maintainer"), ("manage", "admin")):
        callers[f"{scope} key"] = Caller(f"{scope} key", made[scope].key, RANK[role], is_person=False)
    await _person(service, people["maintainer"], "a second session")
    credential, _ = await services.credentials.put(ada, "openai", "x", "sk-secret-of-ada-0000")
    webhook, _ = await services.webhooks.add(ada, "https://hooks.example.org", "day")
    keys: dict[str, tuple[object, ...]] = {
        **await _finished(database, people["admin"], preset),
        "member": ("Member", ada.organization_id, people["viewer"].scope.user_id),
        "quota": ("Quota", ada.organization_id),
        "webhook": ("Webhook", webhook.id),
        "job": ("Job", (await submit(database, people["admin"], preset)).job_id),
        "contract": ("Contract", await _copied(owner, ada, "contracts", "kind,")),
        "set": ("RestrictionSet", await _copied(owner, ada, "restriction_sets", "")),
        "user": ("User", people["viewer"].scope.user_id),
        "organization": ("Organization", ada.organization_id),
        "key": ("ApiKey", made["read"].record.id),
        "credential": ("ProviderCredential", credential.id),
        "invitation": ("Invitation", (await invite(services, ada, None, "viewer")).invitation.id),
        "session": ("Session", (await own_sessions(database, people["maintainer"].scope))[0].id),
    }
    ids = {name: node_id(str(kind), *parts) for name, (kind, *parts) in keys.items()}
    guessed = {name: node_id(str(kind), *map(_scrambled, parts)) for name, (kind, *parts) in keys.items()}
    return World(callers, ids, guessed, ada.organization_id)


async def _finished(database: Database, tenant: Tenant, contract_id: UUID) -> dict[str, tuple[object, ...]]:
    """A completed job with one of everything that is found out, by the names that stand in the matrix."""
    job_id, store = (await submit(database, tenant, contract_id, num_runs=1)).job_id, PostgresResultStore(database)
    taken = await store.claim(tenant.scope, job_id, 60)
    assert taken is not None
    found = OutputAnalysis("a" * 64, OUTPUT, "b" * 64, (), OracleVerdict(passed=True), OUTPUT, (VIOLATION,))
    run = RunReport(0, GenerationStatus.GENERATED, OUTPUT, None, found, None, None, 0)
    await store.save_generation(taken[0], Generation(0, run.status, run.raw_output))
    await store.complete(taken[0], JobReport("0.1.0", None, {}, (), (run,), behaviour_classes=(CLASS,), archive="c" * 64))
    (result,), (row,) = await latest_results(database, tenant.scope, [job_id]), await runs_by_index(database, tenant.scope, [(job_id, 0)])
    today, organization = datetime.now(UTC).date(), tenant.scope.organization_id
    return {
        "finished": ("Job", job_id),
        "result": ("JobResult", result.id),
        "run": ("Run", row.id),
        "class": ("BehaviourClass", result.id, 0),
        "violation": ("Violation", row.id, 0, fingerprint(*astuple(VIOLATION))),
        "artifact": ("Artifact", job_id, "c" * 64),
        "usage": ("UsageLine", organization, today, fingerprint("sample", "careful")),
    }


async def state(owner: Database) -> dict[str, Any]:
    """A fingerprint of every table."""
    async with owner.unscoped_transaction() as connection:
        tables = (await connection.execute(text(TABLES))).scalars().all()
        return {
            table: (await connection.execute(text(f"select count(*), md5(string_agg(t::text, '|' order by t::text)) from {table} t"))).one()
            for table in tables
        }


async def _member(owner: Database, ada: Scope, role: str) -> Tenant:
    tenant = await add_tenant(owner, f"{role}@example.org")
    add = "insert into memberships (organization_id, user_id, role) values (:organization, :user, :role)"
    async with owner.unscoped_transaction() as connection:
        values = {"organization": ada.organization_id, "user": tenant.scope.user_id, "role": role}
        await connection.execute(text(add), values)
    return Tenant(Scope(ada.organization_id, tenant.scope.user_id), tenant.email)


async def _person(service: Service, tenant: Tenant, name: str) -> Caller:
    account = await find_in_organization(service.services.database, tenant.scope, tenant.scope.organization_id)
    assert account is not None
    token = (await start_session(service.services, account)).token
    return Caller(name, token, RANK[account.role], is_person=True)


async def _copied(owner: Database, ada: Scope, table: str, kind: str) -> UUID:
    values = {"organization": ada.organization_id, "user": ada.user_id}
    async with owner.unscoped_transaction() as connection:
        return (await connection.execute(text(COPY.format(table=table, kind=kind)), values)).scalar_one()


def _scrambled(key: object) -> object:
    """An id that looks like another one and belongs to nothing; numbers are what anybody would guess."""
    return key if isinstance(key, int) else UUID(bytes=hashlib.sha256(str(key).encode()).digest()[:16], version=4)
