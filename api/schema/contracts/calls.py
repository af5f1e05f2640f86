"""Oracle tests spelled as calls, for people."""

from engine.domain.contract import Contract, Operation, OracleTest


def spelled_call(contract: Contract, test: OracleTest) -> str:
    """What the test does, such as `gcd(12, 8)` or `LRUCache(2); put(1, 1); get(1)`."""
    entry_point = contract.entry_point or "answer"
    if not test.operations:
        return f"{entry_point}({_arguments(test.arguments)})"
    return "; ".join(f"{entry_point if step.name == 'init' else step.name}({_arguments(step.arguments)})" for step in test.operations)


def expectation(test: OracleTest) -> str:
    """What the test expects, such as `4`; of a sequence of operations, what each checked one must answer."""
    checked: list[Operation] = [step for step in test.operations if step.is_checked]
    return "; ".join(repr(step.expected) for step in checked) if test.operations else repr(test.expected)


def _arguments(arguments: tuple[object, ...]) -> str:
    return ", ".join(repr(argument) for argument in arguments)
