"""What is tried on every output of a contract: its oracle tests, inputs outside its domain, and generated inputs, in this order."""

from dataclasses import dataclass, replace

from engine.domain.behaviour import InputSource
from engine.domain.contract import Contract
from engine.domain.json_value import text_hash
from engine.oracle.behaviour import Behaviour, Given, behaviour_of
from engine.oracle.determinism import have_sets
from engine.oracle.generation.inputs import Scenario, encoded, generate_inputs
from engine.oracle.generation.streams import GUARD, Stream
from engine.oracle.observation import encode
from engine.oracle.out_of_domain import outside_scenarios
from engine.oracle.scenarios import scenario_of
from engine.ports.sandbox import Execution, Program


@dataclass(frozen=True, slots=True)
class TrialPlan:
    """All scenarios of a contract with where they came from, and one hash over them.

    `unknown_constraints` could not be read; `holds_sets` says whether an argument has a set in it, whose order may differ;
    `given` has the encoded arguments of every call of the `compared` scenarios.
    """

    contract: Contract
    scenarios: tuple[Scenario, ...]
    sources: tuple[InputSource, ...]
    hash: str
    unknown_constraints: tuple[str, ...] = ()
    holds_sets: bool = False
    given: Given = ()

    def program(self, source: str, entry_point: str | None = None, reach: int | None = None) -> Program:
        """The program that plays the plan on a source text; `entry_point` where it is not the contract's.

        `reach` is how many of the scenarios it plays, the first ones; None for all.
        """
        name = entry_point or self.contract.entry_point or ""
        return Program(source, name, self.contract.class_name is not None, self.scenarios[:reach])

    @property
    def compared(self) -> tuple[tuple[Scenario, InputSource], ...]:
        """The scenarios in the domain: what makes behaviours the same or different."""
        pairs = zip(self.scenarios, self.sources, strict=True)
        return tuple(pair for pair in pairs if pair[1] is not InputSource.OUT_OF_DOMAIN)

    def behaviour(self, execution: Execution) -> Behaviour:
        """What an execution of the plan, or of its first part, did in the domain, one digest for each of the `compared` scenarios."""
        missing = len(self.scenarios) - len(execution.observations)
        if missing:
            execution = replace(execution, observations=execution.observations + ((),) * missing)
        return behaviour_of(execution, self.places(InputSource.OUT_OF_DOMAIN), self.given)

    def reach(self, behaviour: Behaviour) -> int | None:
        """How many scenarios, the first ones, hold all on which some code finished; None where it finished on the last one."""
        finished = [place for place, digest in enumerate(behaviour.digests) if digest is not None]
        if finished and finished[-1] == len(behaviour.digests) - 1:
            return None
        outside = self.places(InputSource.OUT_OF_DOMAIN)
        last = finished[-1] if finished else -1
        return last + 1 + (len(outside) if last >= outside.start else 0)

    def places(self, source: InputSource) -> range:
        """The positions of the scenarios of one source; they are next to each other."""
        start = self.sources.index(source) if source in self.sources else 0
        return range(start, start + self.sources.count(source))


def trial_plan(contract: Contract, stream: Stream = GUARD) -> TrialPlan:
    """Plan the trials of a contract; the same contract and stream give the same plan."""
    tests = tuple(scenario_of(test) for test in contract.oracle_tests)
    outside = outside_scenarios(contract)
    generated = generate_inputs(contract, stream)
    given = list(map(encoded, tests))
    known = set(given)
    added = {key: scenario for key, scenario in generated.by_text.items() if key not in known}
    new = tuple(added.values())
    scenarios = (*tests, *outside, *new)
    sources = (
        *(InputSource.ORACLE for _ in tests),
        *(InputSource.OUT_OF_DOMAIN for _ in outside),
        *(InputSource.GENERATED for _ in new),
    )
    key = text_hash("\n".join((*given, *map(encoded, outside), *added)))
    arguments = tuple(tuple(encode(list(call.arguments)) for call in scenario) for scenario in (*tests, *new))
    return TrialPlan(contract, scenarios, sources, key, generated.unknown_constraints, have_sets(scenarios), arguments)
