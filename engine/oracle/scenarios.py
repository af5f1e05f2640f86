"""From a contract's oracle tests to the scenarios that a sandbox plays."""

from engine.domain.contract import Contract, OracleTest
from engine.ports.sandbox import Call, Program


def oracle_program(contract: Contract, source: str) -> Program:
    """The program that plays every oracle test of a contract on a source text, one scenario for each test in its order."""
    return Program(
        source=source,
        entry_point=contract.entry_point or "",
        is_class=contract.class_name is not None,
        scenarios=tuple(_scenario(test) for test in contract.oracle_tests),
    )


def _scenario(test: OracleTest) -> tuple[Call, ...]:
    if test.operations:
        return tuple(Call(step.arguments, step.name) for step in test.operations)
    return (Call(test.arguments),)
