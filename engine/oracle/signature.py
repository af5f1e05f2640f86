"""The signature of a behaviour: a hash that is equal exactly when two programs did the same on the oracle tests."""

from engine.domain.json_value import Json, content_hash, text_hash
from engine.ports.sandbox import Execution, Observation, Outcome

UNLOADED = "unloaded:"
_EXHAUSTED = {Outcome.TIMEOUT, Outcome.MEMORY, Outcome.BLOCKED}


def behaviour_signature(execution: Execution, raw_output: str) -> str:
    """Hash every observation: outcome, encoded value or exception type, and the arguments as the call left them.

    Messages never count. What does not load has no behaviour to compare: its signature is its own text's hash, marked apart.
    """
    if execution.problem is not None:
        return UNLOADED + text_hash(raw_output)
    return content_hash(observed_behaviour(execution))


def observed_behaviour(execution: Execution) -> Json:
    """Everything of an execution that counts as behaviour, as a JSON value with one entry a scenario.

    Whether time or memory ran out first, and which scenarios were still reached then, depends on the machine: such scenarios, and those
    that were not reached, count as the same.
    """
    return [_scenario_behaviour(scenario) for scenario in execution.observations]


def _scenario_behaviour(scenario: tuple[Observation, ...]) -> Json:
    if not scenario or scenario[-1].outcome in _EXHAUSTED:
        return "exhausted"
    return [[seen.outcome.value, seen.value, seen.arguments_after] for seen in scenario]
