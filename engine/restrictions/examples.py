"""Running the examples that a set carries."""

from engine.domain.restriction import BoundRule, ExampleResult, RestrictionSet, Rule
from engine.ports.sandbox import Sandbox
from engine.ports.tools import ToolRunner
from engine.restrictions.answer import Answer
from engine.restrictions.evaluation import find_violations
from engine.restrictions.registry import detectors


def run_examples(restriction_set: RestrictionSet, sandbox: Sandbox, tools: ToolRunner) -> list[ExampleResult]:
    """Hold every example of every decided rule against its rule, as an output of the rule's first kind."""
    results = []
    for rule in restriction_set.rules:
        for is_good, examples in ((True, rule.examples.good), (False, rule.examples.bad)):
            for number, text in enumerate(examples if rule.detector else (), start=1):
                results.append(_run(restriction_set, rule, text, (is_good, number), (sandbox, tools)))
    return results


def _run(
    restriction_set: RestrictionSet, rule: Rule, text: str, which: tuple[bool, int], means: tuple[Sandbox, ToolRunner]
) -> ExampleResult:
    kind = (rule.kinds or restriction_set.kinds)[0]
    answer = Answer(text, kind, sandbox=means[0], tools=means[1])
    violations = find_violations(answer, [BoundRule(restriction_set.id, restriction_set.version, rule)], detectors())
    messages = tuple(f"line {item.line}: {item.message}" for item in violations)
    is_internal_error = any(item.is_internal_error for item in violations)
    return ExampleResult(rule.id, *which, messages, is_internal_error, any(item.is_undecided for item in violations))
