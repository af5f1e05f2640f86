"""From a contract's oracle tests to the scenarios that a sandbox plays."""

from engine.domain.contract import OracleTest
from engine.ports.sandbox import Call


def scenario_of(test: OracleTest) -> tuple[Call, ...]:
    """The calls of one oracle test."""
    if test.operations:
        return tuple(Call(step.arguments, step.name) for step in test.operations)
    return (Call(test.arguments),)
