"""Trying a source text on a contract's plan: once for each distinct program, remembered by the text's content."""

import ast
from dataclasses import dataclass
from functools import lru_cache

from pydantic import TypeAdapter, ValidationError

from engine import ENGINE_VERSION
from engine.canonicalization.parsing import tree_of
from engine.domain.json_value import text_hash
from engine.oracle.behaviour import Behaviour
from engine.oracle.trial_plan import TrialPlan
from engine.pipeline.recorded_executions import Recorded
from engine.pipeline.shared_executions import Tried
from engine.pipeline.toolbox import Toolbox
from engine.ports.sandbox import Execution, Program


@dataclass(frozen=True, slots=True)
class _Tried:
    """What is remembered: the behaviour, and its execution where it cannot simply be made again."""

    behaviour: Behaviour
    executions: tuple[Recorded, ...] = ()


_TRIED = TypeAdapter(_Tried)
_WORTH_REMEMBERING = 250_000


def try_source(source: str, plan: TrialPlan, tools: Toolbox, entry_point: str | None = None, reach: int | None = None) -> Execution:
    """Run the plan, or as many of its scenarios as `reach` says, on a source text in one sandbox execution."""
    return tools.sandbox.run(plan.program(source, entry_point, reach), tools.limits)


def try_program(program: Program, plan: TrialPlan, tools: Toolbox, tree: ast.Module | None = None) -> Tried:
    """What a program of the plan does: run once for all texts that are the same one. `tree` is its text's, for whoever has it."""
    if plan.holds_sets:
        return Tried(tools.sandbox.run(program, tools.limits), is_determined=False)
    plays = f"{plan.hash}:{len(program.scenarios)}"
    return tools.executions.run(program, plays, tools.limits, tools.sandbox, tree or tree_of(program.source))


def behaviour_on(source: str, plan: TrialPlan, tools: Toolbox, entry_point: str | None = None, reach: int | None = None) -> Behaviour:
    """What a source text does on the plan, or on its first scenarios, from the cache where it was tried before."""
    part = "" if reach is None else f":{reach}"
    key = f"trial:{ENGINE_VERSION}:{plan.hash}{part}:{entry_point or plan.contract.entry_point}:{text_hash(source)}"
    known = tools.cache.get(key)
    tried = _read(known) if known is not None else None
    if tried is not None:
        if tools.recorder is not None:
            tools.recorder.note(tried.executions)
        return tried.behaviour
    recording, recorder = tools.recording()
    behaviour = plan.behaviour(try_program(plan.program(source, entry_point, reach), plan, recording).execution)
    tools.cache.put(key, _TRIED.dump_json(_Tried(behaviour, recorder.worth_keeping())))
    return behaviour


def _read(known: bytes) -> _Tried | None:
    return _remembered(known) if len(known) <= _WORTH_REMEMBERING else _remembered.__wrapped__(known)


@lru_cache(maxsize=32)
def _remembered(known: bytes) -> _Tried | None:
    """What is in the bytes; None for those of another shape. A form's are asked for by each of its outputs."""
    try:
        return _TRIED.validate_json(known)
    except ValidationError:
        return None
