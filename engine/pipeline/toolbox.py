"""What an analysis needs: a sandbox, a cache, the limits, and the rules that hold."""

from dataclasses import dataclass, field, replace
from datetime import date

from engine.canonicalization.memory import Memory
from engine.domain.contract import Contract
from engine.domain.experiment import contract_hash, restriction_set_hash
from engine.domain.json_value import Json, content_hash
from engine.domain.restriction import BoundRule, RestrictionSet
from engine.oracle.trial_plan import TrialPlan, trial_plan
from engine.pipeline.recorded_executions import Recorder
from engine.pipeline.shared_executions import SharedExecutions
from engine.ports.cache import Cache
from engine.ports.clock import Clock
from engine.ports.sandbox import Limits, Sandbox
from engine.ports.tools import ToolRunner
from engine.restrictions.merger import RestrictionMerger

SCENARIO_SECONDS = 1.25
_ROOM, _ENTRY = 8_000_000, 300
TRIAL_LIMITS = Limits(wall_seconds=60.0, processor_seconds=6.0, scenario_seconds=SCENARIO_SECONDS)
_plans: Memory[TrialPlan] = Memory(_ROOM)


@dataclass(frozen=True, slots=True)
class Toolbox:
    """The adapters that analyses use, and what they need to run once only."""

    sandbox: Sandbox
    cache: Cache
    limits: Limits = TRIAL_LIMITS
    tools: ToolRunner | None = None
    clock: Clock | None = None
    recorder: Recorder | None = None
    executions: SharedExecutions = field(default_factory=SharedExecutions, compare=False)

    @property
    def today(self) -> date | None:
        """The day in UTC that exceptions of rules are judged on; None without a clock, and then none holds."""
        return self.clock.now().date() if self.clock is not None else None

    def recording(self) -> tuple["Toolbox", Recorder]:
        """The same tools, with a recorder around the sandbox."""
        recorder = Recorder(self.sandbox)
        return replace(self, sandbox=recorder, recorder=recorder), recorder


@dataclass(frozen=True, slots=True)
class Yardstick:
    """What outputs are held against: a contract, the merged rules and the planned trials, with one hash over all.

    `judged_on` is the day that exceptions of the rules were judged on; None where no rule has an exception.
    """

    contract: Contract
    rules: tuple[BoundRule, ...]
    hash: str
    plan: TrialPlan
    judged_on: date | None = None


def yardstick_of(contract: Contract, restriction_sets: tuple[RestrictionSet, ...], as_of: date | None = None) -> Yardstick:
    """Merge the restriction sets into a contract, with the exceptions that hold on a day (none without one), and plan its trials.

    The hash covers the exceptions in force and not the day itself. Raises InvalidInput when the sets conflict.
    """
    rules = RestrictionMerger.merge(contract, restriction_sets, as_of).rules
    waivers: list[Json] = [[bound.set_id, bound.rule.id, waiver.reason, waiver.excerpt] for bound in rules for waiver in bound.waivers]
    hashes = [contract_hash(contract), *map(restriction_set_hash, restriction_sets)]
    plan = _plan(contract, hashes[0])
    has_exceptions = any(rule.exceptions for item in restriction_sets for rule in item.rules)
    return Yardstick(contract, rules, content_hash([*hashes, waivers, plan.hash]), plan, as_of if has_exceptions else None)


def _plan(contract: Contract, key: str) -> TrialPlan:
    """The trials of a contract, planned once for all of its jobs while there is room. `key` is the contract's hash."""
    known = _plans.get(key)
    if known is None:
        known = trial_plan(contract)
        _plans.put(key, known, sum(_ENTRY + sum(map(len, calls)) for calls in known.given))
    return known
