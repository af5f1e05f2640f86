"""From a raw output to its forms: the canonical one, the checked one, and the repair of a misnamed function."""

import ast
from dataclasses import dataclass, field

from engine.canonicalization.assumptions import assumptions_of, names_of
from engine.canonicalization.entry_point import rename_function
from engine.canonicalization.parsing import tree_of
from engine.canonicalization.pipeline import canonicalize, canonicalize_checked
from engine.canonicalization.rewrite import CanonicalForm
from engine.canonicalization.steps import diff
from engine.domain.contract import Contract
from engine.domain.run import EvidenceLevel, RescueStep
from engine.oracle.compliance import misnamed_function
from engine.pipeline.guard import Form

RENAME_STEP = "function_name"


@dataclass(frozen=True, slots=True)
class Forms:
    """The code in an output, its forms, the name it calls the entry point, why there is no form, and its tree, where it parses.

    The tree is that of the code as it was written; whoever looks at it leaves it as it is.
    """

    source: str
    forms: tuple[Form, ...]
    entry_point: str | None = None
    problem: str | None = None
    tree: ast.Module | None = field(default=None, compare=False)


def forms_of(raw_output: str, contract: Contract, *, with_steps: bool = False) -> Forms:
    """Make an output's forms; never raises, whatever the text is. Each form is stable, because the canonicalizer checks that.

    A repair is what the contract's rescue bounds name, here the renaming of the one function that can be meant. Each repaired place is
    one transformation, and there are at most `max_transformations`; rewrites into canonical or checked form are none, because they
    repair nothing. `with_steps` says that the steps will be read.
    """
    form = canonicalize(raw_output, contract.entry_point, with_steps=with_steps)
    tree = tree_of(form.source)
    if form.output is None:
        return Forms(form.source, (), None, form.problem, tree)
    old = _misnamed(contract, tree)
    canonical = Form(EvidenceLevel.CANONICAL, form.output, form.find_steps, entry_point=old)
    checked = _renamed(form, old, contract) if old else checked_form(form, contract, with_steps=with_steps)
    return Forms(form.source, (canonical, *([checked] if checked else [])), old, tree=tree)


def checked_form(form: CanonicalForm, contract: Contract, *, with_steps: bool = False) -> Form | None:
    """The form that holds under the contract's assumptions, which it names; the canonical one where they lead no further."""
    if form.output is None:
        return None
    assumptions = assumptions_of(contract)
    checked = canonicalize_checked(form, assumptions, with_steps=with_steps)
    if checked.output is None or checked.output == form.output:
        return Form(EvidenceLevel.CHECKED, form.output)
    return Form(EvidenceLevel.CHECKED, checked.output, checked.find_steps, names_of(assumptions))


def _misnamed(contract: Contract, tree: ast.Module | None) -> str | None:
    bounds = contract.rescue_bounds
    is_allowed = bounds.allow_function_rename and bounds.max_transformations >= 1 and contract.normalization_rules.enforce_function_name
    return misnamed_function(contract, tree) if tree is not None and is_allowed else None


def _renamed(form: CanonicalForm, old: str, contract: Contract) -> Form | None:
    new = contract.entry_point or ""
    renamed = rename_function(form.source, old, new)
    if renamed is None:
        return None
    again = canonicalize(renamed, new)
    checked = checked_form(again, contract)
    if checked is None:
        return None

    def steps() -> tuple[RescueStep, ...]:
        return (RescueStep(RENAME_STEP, diff(form.source, renamed)), *again.steps, *checked.steps)

    return Form(EvidenceLevel.CHECKED, checked.output, steps, (*checked.assumptions, f"callers use the name `{new}`, not `{old}`"))
