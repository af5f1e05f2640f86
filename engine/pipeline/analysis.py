"""Everything that can be said of one output alone; analysed once for each distinct text."""

import ast
from dataclasses import dataclass, replace
from threading import Lock

from pydantic import TypeAdapter, ValidationError

from engine import ENGINE_VERSION
from engine.canonicalization.parsing import MAX_CHARACTERS
from engine.domain.behaviour import InputSource
from engine.domain.contract import Contract
from engine.domain.json_value import text_hash
from engine.domain.run import EvidenceLevel, OracleVerdict, OutputAnalysis
from engine.oracle.behaviour import Behaviour
from engine.oracle.compliance import unsatisfied_constraints, unused_fixed_names
from engine.oracle.confirmation import confirm
from engine.oracle.out_of_domain import judge_out_of_domain
from engine.oracle.verdicts import judge
from engine.pipeline.forms import Forms, forms_of
from engine.pipeline.guard import Form, Guard, Guarded
from engine.pipeline.judging import violations_of
from engine.pipeline.kinds.registry import OTHER_KINDS
from engine.pipeline.recorded_executions import Recorded
from engine.pipeline.toolbox import Toolbox, Yardstick
from engine.pipeline.trial import behaviour_on, try_program, try_source
from engine.ports.sandbox import Execution, Outcome

RAW = "raw:"
TOO_DEEP = "nested too deeply to be analysed"
# Threads that compute at once only take the interpreter from each other; what they gain by is waiting for the sandbox at once.
_MAKING_FORMS = Lock()


@dataclass(frozen=True, slots=True)
class Examination:
    """An output's analysis, what it did on every input of the plan (None where it was not run), and executions that limits ended."""

    analysis: OutputAnalysis
    behaviour: Behaviour | None
    executions: tuple[Recorded, ...] = ()


_EXAMINATION = TypeAdapter(Examination)


def analyse_output(raw_output: str, yardstick: Yardstick, tools: Toolbox) -> OutputAnalysis:
    """The analysis of `examine_output` alone."""
    return examine_output(raw_output, yardstick, tools).analysis


def examine_output(raw_output: str, yardstick: Yardstick, tools: Toolbox) -> Examination:
    """Run an output on the contract's plan, make its forms and guard them, and hold it against oracle, policy and rules.

    The answer is cached by the output's text, the contract, its plan, the rules and the engine's version. Never raises for anything in
    the output; raises SandboxFailed when the sandbox itself does not work.
    """
    key = f"examination:{ENGINE_VERSION}:{yardstick.hash}:{text_hash(raw_output)}"
    known = tools.cache.get(key)
    if known is not None:
        try:
            return _EXAMINATION.validate_json(known)
        except ValidationError:
            known = None
    recording, recorder = tools.recording()
    examination = replace(_examine(raw_output, yardstick, recording), executions=recorder.worth_keeping())
    tools.cache.put(key, _EXAMINATION.dump_json(examination))
    return examination


def _examine(raw_output: str, yardstick: Yardstick, tools: Toolbox) -> Examination:
    analyse_other_kind = OTHER_KINDS.get(yardstick.contract.kind)
    if analyse_other_kind is not None:
        analysis = analyse_other_kind(raw_output, yardstick.contract)
        same = replace(analysis, checked_output=analysis.canonical_output, checked_hash=analysis.canonical_hash)
        return Examination(_judged(same, raw_output, yardstick, tools), None)
    if len(raw_output) > MAX_CHARACTERS:
        return _text_only(raw_output, f"the output is longer than {MAX_CHARACTERS} characters", yardstick, tools)
    with _MAKING_FORMS:
        forms = forms_of(raw_output, yardstick.contract, with_steps=True)
    execution = _observed(forms, yardstick, tools)
    behaviour = yardstick.plan.behaviour(execution)
    guarded = _guard(forms, behaviour, yardstick, tools).hold(forms.forms)
    analysis = _judged(_analysis(raw_output, forms, guarded, yardstick), forms.source, yardstick, tools)
    return Examination(_with_verdicts(analysis, execution, behaviour, yardstick), behaviour)


def _observed(forms: Forms, yardstick: Yardstick, tools: Toolbox) -> Execution:
    """What the code does on the plan; where it passes the oracle's tests and came to its end, confirmed under other hash seeds."""
    program = yardstick.plan.program(forms.source)
    tried = try_program(program, yardstick.plan, tools, forms.tree)
    execution = tried.execution
    is_finished = execution.outcome in {Outcome.RETURNED, Outcome.RAISED}
    if tried.is_determined or not is_finished or not judge(yardstick.contract, _on_tests(execution, yardstick)).passed:
        return execution
    return confirm(tools.sandbox, program, tools.limits, execution, holds_sets=yardstick.plan.holds_sets)


def _on_tests(execution: Execution, yardstick: Yardstick) -> Execution:
    """The part of an execution that belongs to the oracle's tests."""
    tests = yardstick.plan.places(InputSource.ORACLE)
    return replace(execution, observations=execution.observations[tests.start : tests.stop])


def _guard(forms: Forms, behaviour: Behaviour, yardstick: Yardstick, tools: Toolbox) -> Guard:
    """The guard of an output; one whose function has another name is held against what it does under that name.

    Scenarios after the last on which the output finished could only cost a form time: they decide nothing.
    """
    plan, name = yardstick.plan, forms.entry_point
    raw = behaviour if name is None else behaviour_on(forms.source, plan, tools, name)
    reach = plan.reach(raw)
    return Guard(
        source=forms.source,
        raw=raw,
        plan=plan,
        observe=lambda text, entry_point: behaviour_on(text, plan, tools, entry_point, reach),
        repeat=lambda: plan.behaviour(try_source(forms.source, plan, tools, name)),
    )


def _analysis(raw_output: str, forms: Forms, guarded: Guarded, yardstick: Yardstick) -> OutputAnalysis:
    """What is known without running anything but the forms."""
    kept = {form.level: form for form in guarded.forms}
    canonical, tree = kept.get(EvidenceLevel.CANONICAL), forms.tree
    checked = kept.get(EvidenceLevel.CHECKED) or canonical
    return OutputAnalysis(
        raw_hash=text_hash(raw_output),
        canonical_output=canonical.output if canonical else None,
        canonical_hash=_form_hash(canonical, raw_output),
        steps=canonical.steps if canonical else (),
        oracle=OracleVerdict(False),
        observations="",
        violations=(),
        unsatisfied_constraints=_words(forms, tree, yardstick.contract),
        problem=guarded.problem or forms.problem,
        checked_output=checked.output if checked else None,
        checked_hash=_form_hash(checked, raw_output),
        checked_steps=checked.steps if checked and checked is not canonical else (),
        assumptions=checked.assumptions if checked else (),
        defects=guarded.defects,
        naming=unused_fixed_names(yardstick.contract, tree) if tree else (),
    )


def _with_verdicts(analysis: OutputAnalysis, execution: Execution, behaviour: Behaviour, yardstick: Yardstick) -> OutputAnalysis:
    """The analysis with what the execution says about the oracle tests, the out-of-domain policy and the behaviour."""
    plan, contract = yardstick.plan, yardstick.contract
    outside = plan.places(InputSource.OUT_OF_DOMAIN)
    beyond = slice(outside.start, outside.stop)
    return replace(
        analysis,
        oracle=judge(contract, _on_tests(execution, yardstick)),
        observations=behaviour.signature(analysis.form_hash),
        out_of_domain=judge_out_of_domain(contract, plan.scenarios[beyond], execution.observations[beyond]),
    )


def _judged(analysis: OutputAnalysis, source: str, yardstick: Yardstick, tools: Toolbox) -> OutputAnalysis:
    """The analysis with the rules that the output breaks, and those that its forms would if they took its place."""
    canonical = analysis.canonical_output
    repaired = analysis.checked_output or canonical
    return replace(
        analysis,
        violations=violations_of(source, yardstick, tools),
        repaired_violations=None if repaired is None else violations_of(repaired, yardstick, tools),
        canonical_violations=None if canonical in (None, repaired) else violations_of(canonical, yardstick, tools),
    )


def _text_only(raw_output: str, problem: str, yardstick: Yardstick, tools: Toolbox) -> Examination:
    text, violations = text_hash(raw_output), violations_of(raw_output, yardstick, tools)
    verdict = OracleVerdict(False, problem=problem)
    return Examination(
        OutputAnalysis(text, None, RAW + text, (), verdict, RAW + text, violations, (problem,), problem, checked_hash=RAW + text), None
    )


def _form_hash(form: Form | None, raw_output: str) -> str:
    return text_hash(form.output) if form is not None else RAW + text_hash(raw_output)


def _words(forms: Forms, tree: ast.Module | None, contract: Contract) -> tuple[str, ...]:
    if tree is None:
        return (forms.problem or TOO_DEEP,)
    try:
        return unsatisfied_constraints(contract, tree)
    except RecursionError:
        return (TOO_DEEP,)
