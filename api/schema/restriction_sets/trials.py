"""Trying a restriction set: on its own examples, and on a pasted output; nothing is saved."""

from typing import Annotated

import strawberry

from api.context import Info
from api.schema import problems
from api.schema.enums import Kind
from api.schema.node import key_of
from api.schema.problems import InvalidInput, NotFound, NotSignedIn, Unavailable
from api.schema.restriction_sets.inputs import TryRestrictionSetInput
from api.schema.violations.types import MAX_VIOLATIONS, TRIAL, Violation, placed, shown_violations
from api.use_cases.restriction_sets import read_restriction_set
from api.use_cases.rule_trials import TriedSet, try_restriction_set
from engine.domain import contract, errors, restriction
from engine.ports.rule_trials import OutputTrial


@strawberry.type
class ExampleOutcome:
    """What a rule's detector said about one of its examples; `number` counts from 1 among the good or the bad ones."""

    rule_id: str
    is_good: bool
    number: int
    passed: bool
    is_internal_error: bool
    messages: list[str]

    @classmethod
    def of(cls, result: restriction.ExampleResult) -> "ExampleOutcome":
        """Show an outcome."""
        return cls(
            rule_id=result.rule_id,
            is_good=result.is_good,
            number=result.number,
            passed=result.passed,
            is_internal_error=result.is_internal_error,
            messages=list(result.messages),
        )


@strawberry.type
class ExampleOutcomes:
    """The outcomes of a set's own examples; `problem` says why there are none where they could not be run."""

    outcomes: list[ExampleOutcome]
    problem: str | None


@strawberry.type
class RestrictionSetTrial:
    """What a set says about one output. It complies when every mandatory rule that has a detector is known to be kept."""

    trial: strawberry.Private[OutputTrial]
    name: str
    version: str
    kind: Kind
    complies: bool
    kept_rules: list[str] = strawberry.field(description="Ids of the rules that the output keeps.")
    broken_rules: list[str] = strawberry.field(description="Ids of the rules that the output breaks.")
    undecided_rules: list[str] = strawberry.field(description="Ids of the rules with a detector that could not be decided for this output.")
    manual_rules: list[str] = strawberry.field(description="Ids of the rules that only a person can decide.")
    violation_count: int

    @strawberry.field(description="The first places that break a rule, at most 500.")
    def violations(self, rule_id: str | None = None, first: int | None = MAX_VIOLATIONS) -> list[Violation]:
        """Show them."""
        return shown_violations(placed(TRIAL, self.trial.violations), None, rule_id, first)

    @classmethod
    def of(cls, tried: TriedSet) -> "RestrictionSetTrial":
        """Show a trial."""
        content = tried.restriction_set
        broken, undecided = ({rule for _, rule in rules} for rules in (tried.trial.broken, tried.trial.undecided))
        rules = [rule for rule in content.rules if tried.kind in (rule.kinds or content.kinds)]
        decided = [rule for rule in rules if rule.detector is not None]
        return cls(
            trial=tried.trial,
            name=content.id,
            version=content.version,
            kind=tried.kind,
            complies=tried.trial.complies,
            kept_rules=[rule.id for rule in decided if rule.id not in broken | undecided],
            broken_rules=[rule.id for rule in decided if rule.id in broken],
            undecided_rules=[rule.id for rule in decided if rule.id in undecided],
            manual_rules=[rule.id for rule in rules if rule.detector is None],
            violation_count=tried.trial.total,
        )


TryRestrictionSetResult = Annotated[
    RestrictionSetTrial | InvalidInput | NotFound | NotSignedIn | Unavailable, strawberry.union("TryRestrictionSetResult")
]


async def example_outcomes(info: Info, restriction_set: restriction.RestrictionSet) -> ExampleOutcomes:
    """Run a set's examples."""
    try:
        results = await info.context.services.rule_trials.run_examples(restriction_set)
    except errors.ToolFailed as error:
        return ExampleOutcomes(outcomes=[], problem=str(error))
    return ExampleOutcomes(outcomes=[ExampleOutcome.of(result) for result in results], problem=None)


@strawberry.type
class RestrictionSetTrialMutations:
    """For everybody who is signed in."""

    @strawberry.mutation(description="Hold an output against a restriction set, stored or not; nothing is saved and nothing is executed.")
    async def try_restriction_set(self, info: Info, input: TryRestrictionSetInput) -> TryRestrictionSetResult:  # noqa: A002 - the argument's name in the schema
        """Find the set and try it."""
        if info.context.viewer is None:
            return problems.not_signed_in()
        try:
            chosen = await _chosen(info, input)
            kind = contract.Kind(input.kind)
            return RestrictionSetTrial.of(await try_restriction_set(info.context.services, chosen, input.output, kind))
        except errors.InvalidInput as error:
            return problems.invalid_input(error)
        except errors.NotFound as error:
            return problems.not_found(error)
        except errors.ToolFailed as error:
            return problems.unavailable(str(error))


async def _chosen(info: Info, wanted: TryRestrictionSetInput) -> restriction.RestrictionSet:
    if (wanted.document is None) == (wanted.restriction_set_id is None):
        raise errors.InvalidInput([errors.Fault("exactly one of 'restrictionSetId' or 'document' is needed", "$")])
    if wanted.document is not None:
        return await read_restriction_set(wanted.document, wanted.format.value)
    key = key_of(wanted.restriction_set_id or "", "RestrictionSet")
    record = await info.context.loaders.restriction_sets.load(key) if key is not None else None
    if record is None:
        raise errors.NotFound("restriction set", str(wanted.restriction_set_id)[:100], "use an id that the API gave you")
    return record.restriction_set
