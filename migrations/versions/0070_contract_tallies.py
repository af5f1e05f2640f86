"""Tallies of an organization's contracts, kept by triggers: how many jobs there are, and the sum of each metric over them."""

import sqlalchemy as sa
from alembic import op

revision = "0070"
down_revision = "0066"
branch_labels = None
depends_on = None

TABLES = ("contract_tallies", "contract_scores")
FUNCTIONS = ("recount_results()", "recount_jobs()", "tally_result()", "tally_job()", "recount_contract(uuid, text)", "scores_of(jsonb)")
IN_ORGANIZATION = "organization_id = (select nullif(current_setting('app.organization_id', true), '')::uuid)"
OPTIONS = "language plpgsql security definer set search_path = public, pg_temp"

# Numbers that jsonb would change are stored as texts of two signs and their spelling. Sums are of exact decimals, so that what is
# added and taken away again leaves nothing behind.
SCORES_OF = r"""
create function scores_of(metrics jsonb) returns table (metric text, score numeric) language sql immutable parallel safe as $$
  select key, spelled.score from jsonb_each(metrics), lateral (
    select case when jsonb_typeof(value -> 'value') = 'number' then (value -> 'value')::numeric
                when value ->> 'value' like U&'\F8FFn%' then substr(value ->> 'value', 3)::numeric end as score
  ) spelled where spelled.score not in ('NaN', 'Infinity', '-Infinity')
$$
"""
NEWEST = "select {columns} from job_results r where r.job_id = {job} {others}order by r.created_at desc, r.id desc limit 1"
RECOUNT = f"""
create function recount_contract(tenant uuid, contract text) returns void {OPTIONS} as $$
begin
  delete from contract_scores t where t.organization_id = tenant and t.contract_name = contract;
  delete from contract_tallies t where t.organization_id = tenant and t.contract_name = contract;
  insert into contract_tallies (organization_id, contract_name, contract_id, jobs)
  select tenant, contract, max(j.contract_id::text)::uuid, count(*)
  from jobs j join contracts c on c.id = j.contract_id
  where j.organization_id = tenant and c.name = contract and exists (select from organizations o where o.id = tenant) having count(*) > 0;
  insert into contract_scores (organization_id, contract_name, metric, scored, total)
  select tenant, contract, s.metric, count(*), sum(s.score)
  from jobs j join contracts c on c.id = j.contract_id
  cross join lateral ({NEWEST.format(columns="r.metrics", job="j.id", others="")}) newest
  cross join lateral scores_of(newest.metrics) s
  where j.organization_id = tenant and c.name = contract and exists (select from organizations o where o.id = tenant) group by s.metric;
end $$
"""
TALLY_JOB = f"""
create function tally_job() returns trigger {OPTIONS} as $$
begin
  insert into contract_tallies as t (organization_id, contract_name, contract_id, jobs)
  select new.organization_id, c.name, c.id, 1 from contracts c where c.id = new.contract_id
  on conflict (organization_id, contract_name)
  do update set jobs = t.jobs + 1, contract_id = greatest(t.contract_id, excluded.contract_id);
  return null;
end $$
"""
# The lock on the job's row makes two analyses of one job that end at the same time see each other.
TALLY_RESULT = f"""
create function tally_result() returns trigger {OPTIONS} as $$
declare
  contract text;
  replaced jsonb;
begin
  perform from jobs j where j.id = new.job_id for no key update;
  select c.name into contract from jobs j join contracts c on c.id = j.contract_id where j.id = new.job_id;
  if new.id is distinct from ({NEWEST.format(columns="r.id", job="new.job_id", others="")}) then
    return null;
  end if;
  {NEWEST.format(columns="r.metrics into replaced", job="new.job_id", others="and r.id <> new.id ")};
  insert into contract_scores as t (organization_id, contract_name, metric, scored, total)
  select new.organization_id, contract, s.metric, sum(s.sign), sum(s.sign * s.score) from (
    select metric, score, 1 as sign from scores_of(new.metrics) union all select metric, score, -1 from scores_of(replaced)
  ) s group by s.metric order by s.metric
  on conflict (organization_id, contract_name, metric)
  do update set scored = t.scored + excluded.scored, total = t.total + excluded.total;
  return null;
end $$
"""
# Only an owner can take jobs and results away, and then all of a contract is counted again.
FORGET_JOBS = f"""
create function recount_jobs() returns trigger {OPTIONS} as $$
begin
  perform recount_contract(place.organization_id, place.name) from (
    select distinct g.organization_id, c.name from gone g join contracts c on c.id = g.contract_id order by 1, 2
  ) place;
  return null;
end $$
"""
FORGET_RESULTS = f"""
create function recount_results() returns trigger {OPTIONS} as $$
begin
  perform recount_contract(place.organization_id, place.name) from (
    select distinct j.organization_id, c.name from gone g join jobs j on j.id = g.job_id join contracts c on c.id = j.contract_id
    order by 1, 2
  ) place;
  return null;
end $$
"""


def upgrade() -> None:
    op.execute("set local lock_timeout = '5s'")
    create_tables()
    for function in (SCORES_OF, RECOUNT, TALLY_JOB, TALLY_RESULT, FORGET_JOBS, FORGET_RESULTS):
        op.execute(function)
    op.execute("revoke execute on function recount_contract(uuid, text) from public")
    for table, word in (("jobs", "job"), ("job_results", "result")):
        op.execute(f"create trigger tally after insert on {table} for each row execute function tally_{word}()")
        gone = "referencing old table as gone for each statement"
        op.execute(f"create trigger recount after delete on {table} {gone} execute function recount_{word}s()")
    op.execute(
        "select recount_contract(place.organization_id, place.name) from "
        "(select distinct j.organization_id, c.name from jobs j join contracts c on c.id = j.contract_id) place"
    )


def downgrade() -> None:
    op.execute("set local lock_timeout = '5s'")
    for table in ("job_results", "jobs"):
        op.execute(f"drop trigger recount on {table}")
        op.execute(f"drop trigger tally on {table}")
    for function in (
        "recount_results()",
        "recount_jobs()",
        "tally_result()",
        "tally_job()",
        "recount_contract(uuid, text)",
        "scores_of(jsonb)",
    ):
        op.execute(f"drop function {function}")
    for table in reversed(TABLES):
        op.drop_table(table)


def create_tables() -> None:
    op.create_table(
        "contract_tallies",
        sa.Column("organization_id", sa.Uuid(), nullable=False),
        sa.Column("contract_name", sa.Text(), nullable=False),
        sa.Column("contract_id", sa.Uuid(), nullable=False),
        sa.Column("jobs", sa.BigInteger(), nullable=False),
        organization_key("contract_tallies"),
        sa.PrimaryKeyConstraint("organization_id", "contract_name", name=op.f("pk_contract_tallies")),
    )
    op.create_table(
        "contract_scores",
        sa.Column("organization_id", sa.Uuid(), nullable=False),
        sa.Column("contract_name", sa.Text(), nullable=False),
        sa.Column("metric", sa.Text(), nullable=False),
        sa.Column("scored", sa.BigInteger(), nullable=False),
        sa.Column("total", sa.Numeric(), nullable=False),
        organization_key("contract_scores"),
        sa.PrimaryKeyConstraint("organization_id", "contract_name", "metric", name=op.f("pk_contract_scores")),
    )
    for table in TABLES:
        op.execute(f"alter table {table} enable row level security")
        op.execute(f"alter table {table} force row level security")
        op.execute(f"create policy owner on {table} to current_user using (true) with check (true)")
        op.execute(f"create policy scope on {table} for select to skyt_app using ({IN_ORGANIZATION})")
        op.execute(f"grant select on {table} to skyt_app")


def organization_key(table: str) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{table}_organization_id")
    return sa.ForeignKeyConstraint(["organization_id"], ["organizations.id"], name=name, ondelete="CASCADE")
