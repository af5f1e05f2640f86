"""Parameters of C macros without parentheses."""

from collections.abc import Iterator

from engine.domain.json_value import JsonObject
from engine.restrictions.answer import Answer
from engine.restrictions.detector import C, Detector
from engine.restrictions.finding import Finding, finding_on
from engine.restrictions.patterns import compile_pattern
from engine.restrictions.syntax import text_of


def c_macro_parameters(answer: Answer, parameters: JsonObject) -> Iterator[Finding]:
    """Each macro whose expansion uses a parameter outside parentheses of its own; operands of # and ## need none."""
    del parameters
    for macro in answer.syntax_nodes.get("preproc_function_def", []):
        holder, expansion = macro.child_by_field_name("parameters"), text_of(macro.child_by_field_name("value"))
        for name in [text_of(item) for item in holder.named_children] if holder is not None else []:
            if _is_bare(name, expansion):
                yield finding_on(macro, f"the parameter '{name}' stands without parentheses", f"Write ({name}).")


def _is_bare(name: str, expansion: str) -> bool:
    if not compile_pattern(r"^[A-Za-z_]\w*$").search(name):
        return False
    for match in compile_pattern(rf"\b{name}\b").finditer(expansion):
        before, after = expansion[: match.start()].rstrip(), expansion[match.end() :].lstrip()
        is_wrapped = before.endswith("(") and after.startswith(")")
        is_argument = before.endswith(("(", ",")) and after.startswith((",", ")"))
        if not (is_wrapped or is_argument or before.endswith("#") or after.startswith("##")):
            return True
    return False


DETECTOR = Detector("c_macro_parameters", C, c_macro_parameters)
