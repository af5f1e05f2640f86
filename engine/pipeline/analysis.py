"""Everything that can be said of one output alone; analysed once for each distinct text."""

import ast

from pydantic import TypeAdapter, ValidationError

from engine import ENGINE_VERSION
from engine.canonicalization.parsing import MAX_CHARACTERS, NoCanonicalForm, parse
from engine.canonicalization.pipeline import canonicalize
from engine.canonicalization.rewrite import CanonicalForm
from engine.domain.contract import Contract, Kind
from engine.domain.json_value import text_hash
from engine.domain.run import OracleVerdict, OutputAnalysis
from engine.oracle.compliance import unsatisfied_constraints
from engine.oracle.confirmation import confirm
from engine.oracle.scenarios import oracle_program
from engine.oracle.signature import behaviour_signature
from engine.oracle.verdicts import judge
from engine.pipeline.guard import guarded, observe
from engine.pipeline.judging import violations_of
from engine.pipeline.toolbox import Toolbox, Yardstick
from engine.ports.sandbox import Execution

RAW = "raw:"
_ANALYSIS = TypeAdapter(OutputAnalysis)


def analyse_output(raw_output: str, yardstick: Yardstick, tools: Toolbox) -> OutputAnalysis:
    """Canonicalize an output, run the oracle on it, guard the canonical form, and hold the output against the rules.

    The answer is cached by the output's text, the contract, the rules and the engine's version. Never raises for anything in the
    output; raises SandboxFailed when the sandbox itself does not work.
    """
    key = f"analysis:{ENGINE_VERSION}:{yardstick.hash}:{text_hash(raw_output)}"
    known = tools.cache.get(key)
    if known is not None:
        try:
            return _ANALYSIS.validate_json(known)
        except ValidationError:
            known = None
    analysis = _analyse(raw_output, yardstick, tools)
    tools.cache.put(key, _ANALYSIS.dump_json(analysis))
    return analysis


def _analyse(raw_output: str, yardstick: Yardstick, tools: Toolbox) -> OutputAnalysis:
    if yardstick.contract.kind is not Kind.PYTHON:
        return _text_only(raw_output, f"outputs of kind '{yardstick.contract.kind}' are compared as text only", yardstick, tools)
    if len(raw_output) > MAX_CHARACTERS:
        return _text_only(raw_output, f"the output is longer than {MAX_CHARACTERS} characters", yardstick, tools)
    form = canonicalize(raw_output, yardstick.contract.entry_point)
    execution = _observed(form.source, yardstick.contract, tools)
    form = guarded(form, execution, yardstick.contract, tools)
    return OutputAnalysis(
        raw_hash=text_hash(raw_output),
        canonical_output=form.output,
        canonical_hash=_form_hash(form, raw_output),
        steps=form.steps,
        oracle=judge(yardstick.contract, execution),
        observations=behaviour_signature(execution, raw_output),
        violations=violations_of(form.source, yardstick, tools),
        repaired_violations=None if form.output is None else violations_of(form.output, yardstick, tools),
        unsatisfied_constraints=_unsatisfied(form.source, yardstick),
        problem=form.problem,
    )


def _observed(source: str, contract: Contract, tools: Toolbox) -> Execution:
    """What the code does on the oracle tests; where it passes them, confirmed under other hash seeds."""
    execution = observe(contract, source, tools)
    if not judge(contract, execution).passed:
        return execution
    return confirm(tools.sandbox, oracle_program(contract, source), tools.limits, execution)


def _text_only(raw_output: str, problem: str, yardstick: Yardstick, tools: Toolbox) -> OutputAnalysis:
    text, violations = text_hash(raw_output), violations_of(raw_output, yardstick, tools)
    return OutputAnalysis(text, None, RAW + text, (), OracleVerdict(False, problem=problem), RAW + text, violations, (problem,), problem)


def _form_hash(form: CanonicalForm, raw_output: str) -> str:
    return text_hash(form.output) if form.output is not None else RAW + text_hash(raw_output)


def _unsatisfied(source: str, yardstick: Yardstick) -> tuple[str, ...]:
    try:
        tree: ast.Module = parse(source)
        return unsatisfied_constraints(yardstick.contract, tree)
    except NoCanonicalForm as problem:
        return (str(problem),)
    except RecursionError:
        return ("nested too deeply to be analysed",)
