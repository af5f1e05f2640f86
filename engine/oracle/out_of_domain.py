"""Testing the contract's out-of-domain policy: its examples, and inputs that break a declared constraint."""

import builtins
from itertools import islice

from engine.domain.behaviour import OutOfDomainCheck, OutOfDomainVerdict
from engine.domain.contract import Contract, OutOfDomain, OutOfDomainPolicy
from engine.domain.json_value import JsonObject
from engine.oracle.generation.inputs import Scenario, outside_inputs
from engine.oracle.observation import encode
from engine.oracle.reading import describe, readable, same_value
from engine.oracle.written_calls import written
from engine.ports.sandbox import Call, Observation, Outcome

_DEMANDING = frozenset({OutOfDomainPolicy.MUST_RETURN, OutOfDomainPolicy.MUST_RAISE, OutOfDomainPolicy.MAY_RAISE})
_NOT_RUN = Observation(Outcome.INVALID, "", "", "not run")


def outside_scenarios(contract: Contract) -> tuple[Scenario, ...]:
    """The calls that test the policy, at most `max_checks`: the contract's examples first, then generated ones.

    Under `allow` and `undefined` only the examples are tried, for the reader; nothing is demanded there. Classes are not tested: the
    domain declares their constructor's arguments only.
    """
    policy = contract.out_of_domain
    if contract.class_name or policy.max_checks <= 0:
        return ()
    examples = [call for example in policy.examples if (call := _example(contract, example)) is not None]
    generated = outside_inputs(contract, policy.max_checks) if policy.policy in _DEMANDING else ()
    seen: dict[str, Scenario] = {}
    for scenario in (*examples, *generated):
        seen.setdefault(written(scenario, "f"), scenario)
    return tuple(islice(seen.values(), policy.max_checks))


def _example(contract: Contract, example: JsonObject) -> Scenario | None:
    """An example as a call: its values in the order of the declared inputs; None where it does not name all of them."""
    names = [item.name for item in contract.domain] or list(example)
    return (Call(tuple(example[name] for name in names)),) if set(names) == set(example) else None


def judge_out_of_domain(
    contract: Contract, scenarios: tuple[Scenario, ...], observations: tuple[tuple[Observation, ...], ...]
) -> OutOfDomainVerdict:
    """Hold observations outside the domain against the policy; they are in the order of `outside_scenarios`."""
    policy = contract.out_of_domain
    pairs = zip(scenarios, observations, strict=True)
    checks = tuple(_check(contract, scenario, seen[0] if seen else _NOT_RUN) for scenario, seen in pairs)
    is_decided = policy.policy in _DEMANDING and bool(checks)
    return OutOfDomainVerdict(policy.policy.value, all(check.is_satisfied for check in checks) if is_decided else None, checks)


def _check(contract: Contract, scenario: Scenario, seen: Observation) -> OutOfDomainCheck:
    policy = contract.out_of_domain
    return OutOfDomainCheck(
        written(scenario, contract.entry_point or ""), _is_satisfied(policy, seen), _expectation(policy), describe(seen)
    )


def _is_satisfied(policy: OutOfDomain, seen: Observation) -> bool:
    returned = seen.outcome is Outcome.RETURNED
    raised = seen.outcome is Outcome.RAISED and is_exception(seen.value, policy.exception)
    match policy.policy:
        case OutOfDomainPolicy.MUST_RETURN:
            return returned and same_value(encode(policy.return_value), seen.value)
        case OutOfDomainPolicy.MUST_RAISE:
            return raised
        case OutOfDomainPolicy.MAY_RAISE:
            return returned or raised
    return True


def is_exception(name: str, wanted: str | None) -> bool:
    """Whether a raised exception's type name is the wanted one or one of its built-in subclasses; any will do where none is wanted."""
    if wanted is None or name == wanted or name.rpartition(".")[2] == wanted:
        return True
    raised, base = getattr(builtins, name, None), getattr(builtins, wanted, None)
    return isinstance(raised, type) and isinstance(base, type) and issubclass(raised, base)


def _expectation(policy: OutOfDomain) -> str:
    exception = policy.exception or "an exception"
    return {
        OutOfDomainPolicy.MUST_RETURN: f"returns {readable(encode(policy.return_value))}",
        OutOfDomainPolicy.MUST_RAISE: f"raises {exception}",
        OutOfDomainPolicy.MAY_RAISE: f"returns, or raises {exception}",
    }.get(policy.policy, "anything")
