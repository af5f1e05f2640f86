"""What a campaign came to: counted in the database, in the provider's books and at the subscribers."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import text

from bench.faults.provider import Books
from bench.faults.subscribers import Subscriber
from engine.adapters.postgres.database import Database

_STATES = text("select status, count(*) from jobs group by 1 order by 1")
_MISSING = text("""
select count(*) from jobs j where j.status = 'completed'
  and (select count(distinct run_index) from runs where job_id = j.id) <> j.num_runs""")
_TWICE = text("select count(*) from (select 1 from runs group by job_id, run_index having count(*) > 1) doubles")
_GAPS = text("""
select count(*) from jobs j
where (select coalesce(max(number), 0) from job_events where job_id = j.id) <> j.last_event_number
   or (select count(*) from job_events where job_id = j.id) <> j.last_event_number""")
_ASKED = text("""
select count(*) from run_requests q left join runs r on r.job_id = q.job_id and r.run_index = q.run_index
where q.asked_count > coalesce((r.provider_data ->> 'attempts')::int, 1)""")
_ASKED_LATE = text("""
select count(*) from run_requests q join runs r on r.job_id = q.job_id and r.run_index = q.run_index
where q.last_asked_at > r.generated_at""")
_RUNS_ASKED = text("select count(*) from run_requests")
_LAST = text("select id, last_event_number from jobs")
_RETRIES = text("select coalesce(sum(retry_count), 0) from jobs")
_QUERIES = {
    "missing": _MISSING,
    "twice": _TWICE,
    "gaps": _GAPS,
    "asked": _ASKED,
    "asked late": _ASKED_LATE,
    "runs asked": _RUNS_ASKED,
    "retries": _RETRIES,
}


@dataclass(frozen=True, slots=True)
class Verdict:
    """The lines of the table: what was counted, and what it must be (None where it is for information)."""

    lines: tuple[tuple[str, object, object | None], ...]

    @property
    def is_good(self) -> bool:
        """Whether everything is as it must be."""
        return all(wanted is None or found == wanted for _, found, wanted in self.lines)

    def table(self) -> str:
        """Markdown."""
        rows = [f"| {name} | {found} | {'' if wanted is None else wanted} |" for name, found, wanted in self.lines]
        return "\n".join(("| what | found | must be |", "| --- | ---: | ---: |", *rows))


async def verdict(owner: Database, jobs: int, books: Books, subscribers: Sequence[Subscriber]) -> Verdict:
    """Count everything."""
    async with owner.unscoped_transaction() as connection:
        states = {row[0]: row[1] for row in await connection.execute(_STATES)}
        last: dict[UUID, int] = {row[0]: row[1] for row in await connection.execute(_LAST)}
        counted = {name: (await connection.execute(query)).scalar_one() for name, query in _QUERIES.items()}
    open_jobs = states.get("queued", 0) + states.get("running", 0)
    wrong = sum(item.numbers != list(range(1, last[item.job_id] + 1)) for item in subscribers)
    connections = sum(item.connections for item in subscribers)
    return Verdict(
        (
            ("jobs in the database", sum(states.values()), jobs),
            ("jobs that did not end after the calm", open_jobs, 0),
            ("completed jobs with a run missing", counted["missing"], 0),
            ("runs stored twice", counted["twice"], 0),
            ("runs asked for after their answer was stored", counted["asked late"], 0),
            ("answers charged beyond one for each run", max(0, len(books.charged) - counted["runs asked"]), 0),
            ("jobs whose events have gaps or repeats", counted["gaps"], 0),
            (
                f"subscribers over WebSockets (of {len(subscribers)}, connected {connections} times) that missed a number or saw one twice",
                wrong,
                0,
            ),
            ("jobs completed / failed", f"{states.get('completed', 0)} / {states.get('failed', 0)}", None),
            ("attempts that broke down", counted["retries"], None),
            ("runs that were asked for again, not knowing whether they had been answered", counted["asked"], None),
            ("requests, and answers charged", f"{sum(books.requests.values())}, {len(books.charged)}", None),
            ("answers given again free of charge, as the key was known", books.repeated, None),
            ("troubles of the provider", ", ".join(f"{name} {count}" for name, count in sorted(books.troubles.items())), None),
        )
    )
