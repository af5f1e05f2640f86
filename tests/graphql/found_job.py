"""A job of which everything was found out."""

from dataclasses import replace
from typing import Any
from uuid import UUID

from engine.adapters.postgres.database import Database
from engine.adapters.postgres.result_store import PostgresResultStore
from engine.domain.behaviour import BehaviourClass, InputSource, Witness
from engine.domain.report import Anchor, JobReport, RuleReport
from engine.domain.restriction import Severity, Violation
from engine.domain.run import Generation, GenerationStatus, RunReport
from engine.domain.scores import Score
from tests.accounts import Tenant, submit
from tests.graphql.test_reading import analysis

HASHES = ("a" * 64, "b" * 64, "c" * 64)
EVAL = Violation("ours", "1", Severity.MANDATORY, "no 'eval'", 2, 4, 2, 8, "eval(x)\x00", "parse it")
WAIVED = replace(EVAL, line=3, end_line=3, waiver="the demo evaluates")
ODD = Violation("ours", "2", Severity.ADVISORY, "odd", 1, 0, 1, 3, "odd")
VIOLATIONS = ((EVAL, WAIVED, EVAL), (ODD,), (), (WAIVED,))
CLASSES = (
    BehaviourClass(0, (0, 1), passes_oracle=True, inputs=200, witnesses=(Witness(1, "f(-1)", InputSource.GENERATED, "0", "ValueError"),)),
    BehaviourClass(1, (2,), passes_oracle=False, inputs=200),
    BehaviourClass(2, (3,), passes_oracle=True, inputs=200),
)


def report() -> JobReport:
    anchor_rule = RuleReport("ours", "1", "No eval", Severity.MANDATORY, Score(0.5, 1, 2), Score(0.5, 1, 2), 1, anchor_places=(WAIVED,))
    runs = tuple(
        RunReport(index, GenerationStatus.GENERATED, f"raw {index}", None, analysed, None, None, kind)
        for index, (analysed, kind) in enumerate(zip(analyses(), (0, 0, 1, 2), strict=True))
    )
    return JobReport("0.1.0", Anchor("raw 0", "b", 0), {}, (anchor_rule,), runs, (), CLASSES, archive=HASHES[0])


def analyses() -> list[Any]:
    return [replace(analysis("b", passed=index != 2), violations=found) for index, found in enumerate(VIOLATIONS)]


async def add_found_job(database: Database, store: PostgresResultStore, ada: Tenant, contract_id: UUID) -> UUID:
    """A completed job with violations, behaviour classes, a bundle and exchanges; answers with its id."""
    key = (await submit(database, ada, contract_id, num_runs=4)).job_id
    taken = await store.claim(ada.scope, key, 60)
    assert taken is not None
    for index, analysed in enumerate(analyses()):
        exchange = {"exchange": HASHES[1 + index // 2]} if index < 3 else {}
        await store.save_generation(taken[0], Generation(index, GenerationStatus.GENERATED, f"raw {index}", provider_data=exchange))
        await store.save_analysis(taken[0], index, analysed)
    await store.complete(taken[0], report())
    return key
