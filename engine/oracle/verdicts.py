"""From observations to verdicts: which oracle tests an output passes, and in words why not."""

from engine.domain.contract import Contract, Operation, OracleTest
from engine.domain.run import OracleVerdict, TestVerdict
from engine.oracle.observation import encode
from engine.oracle.reading import describe, readable, same_value
from engine.ports.sandbox import Execution, Observation, Outcome

NOT_RUN = Observation(Outcome.INVALID, "", "", "not run")


def judge(contract: Contract, execution: Execution) -> OracleVerdict:
    """Compare what a program did with what the contract's tests expect.

    Passes when the share of passed tests is at least the contract's required pass rate; a program that does not load fails every test.
    """
    if execution.problem is not None:
        verdicts = tuple(_unloaded(test, execution) for test in contract.oracle_tests)
        return OracleVerdict(False, verdicts, execution.isolation, execution.problem)
    pairs = zip(contract.oracle_tests, execution.observations, strict=True)
    verdicts = tuple(_verdict(test, observed) for test, observed in pairs)
    passed = sum(verdict.passed for verdict in verdicts)
    return OracleVerdict(bool(verdicts) and passed >= contract.required_pass_rate * len(verdicts), verdicts, execution.isolation)


def _unloaded(test: OracleTest, execution: Execution) -> TestVerdict:
    outcome = execution.outcome if execution.outcome is not Outcome.RETURNED else Outcome.INVALID
    return TestVerdict(test.description, False, outcome.value, _expectation(test), execution.problem or "")


def _expectation(test: OracleTest) -> str:
    if test.operations:
        return ", ".join(_step(step) for step in test.operations if step.is_checked)
    return readable(encode(test.expected))


def _step(step: Operation) -> str:
    arguments = ", ".join(readable(encode(argument)) for argument in step.arguments)
    return f"{step.name}({arguments}) = {readable(encode(step.expected))}"


def _verdict(test: OracleTest, observed: tuple[Observation, ...]) -> TestVerdict:
    if test.operations:
        return _operations_verdict(test, observed)
    seen = observed[0] if observed else NOT_RUN
    passed = seen.outcome is Outcome.RETURNED and same_value(encode(test.expected), seen.value)
    return TestVerdict(test.description, passed, seen.outcome.value, _expectation(test), describe(seen))


def _operations_verdict(test: OracleTest, observed: tuple[Observation, ...]) -> TestVerdict:
    """The first operation that does not do what it must decides; what is expected and observed is that operation's."""
    for index, step in enumerate(test.operations):
        seen = observed[index] if index < len(observed) else NOT_RUN
        wrong = step.is_checked and not same_value(encode(step.expected), seen.value)
        if seen.outcome is not Outcome.RETURNED or wrong:
            expected = _step(step) if step.is_checked else f"{step.name} returns"
            return TestVerdict(test.description, False, seen.outcome.value, expected, f"operation {index + 1}: {describe(seen)}")
    return TestVerdict(test.description, True, Outcome.RETURNED.value, _expectation(test), "all operations as expected")
