"""Trying a source text on a contract's plan: once for each distinct program, remembered by the text's content."""

from dataclasses import dataclass

from pydantic import TypeAdapter, ValidationError

from engine import ENGINE_VERSION
from engine.domain.json_value import text_hash
from engine.oracle.behaviour import Behaviour
from engine.oracle.trial_plan import TrialPlan
from engine.pipeline.recorded_executions import Recorded
from engine.pipeline.shared_executions import Tried
from engine.pipeline.toolbox import Toolbox
from engine.ports.sandbox import Execution


@dataclass(frozen=True, slots=True)
class _Tried:
    """What is remembered: the behaviour, and its execution where it cannot simply be made again."""

    behaviour: Behaviour
    executions: tuple[Recorded, ...] = ()


_TRIED = TypeAdapter(_Tried)


def try_source(source: str, plan: TrialPlan, tools: Toolbox, entry_point: str | None = None, reach: int | None = None) -> Execution:
    """Run the plan, or as many of its scenarios as `reach` says, on a source text in one sandbox execution."""
    return tools.sandbox.run(plan.program(source, entry_point, reach), tools.limits)


def try_program(source: str, plan: TrialPlan, tools: Toolbox, entry_point: str | None = None, reach: int | None = None) -> Tried:
    """What a source text does on the plan, or on its first scenarios: run once for all texts that are the same program."""
    if plan.holds_sets:
        return Tried(try_source(source, plan, tools, entry_point, reach), is_determined=False)
    return tools.executions.run(plan.program(source, entry_point, reach), f"{plan.hash}:{reach}", tools.limits, tools.sandbox)


def behaviour_on(source: str, plan: TrialPlan, tools: Toolbox, entry_point: str | None = None, reach: int | None = None) -> Behaviour:
    """What a source text does on the plan, or on its first scenarios, from the cache where it was tried before."""
    part = "" if reach is None else f":{reach}"
    key = f"trial:{ENGINE_VERSION}:{plan.hash}{part}:{entry_point or plan.contract.entry_point}:{text_hash(source)}"
    known = tools.cache.get(key)
    if known is not None:
        try:
            tried = _TRIED.validate_json(known)
        except ValidationError:
            known = None
        else:
            if tools.recorder is not None:
                tools.recorder.note(tried.executions)
            return tried.behaviour
    recording, recorder = tools.recording()
    behaviour = plan.behaviour(try_program(source, plan, recording, entry_point, reach).execution)
    tools.cache.put(key, _TRIED.dump_json(_Tried(behaviour, recorder.worth_keeping())))
    return behaviour
