"""What Python's compiler warns of."""

import warnings
from collections.abc import Iterator

from engine.domain.json_value import JsonObject
from engine.restrictions.answer import WARNINGS, Answer
from engine.restrictions.detector import PYTHON, Detector
from engine.restrictions.finding import Finding


def compiler_warnings(answer: Answer, parameters: JsonObject) -> Iterator[Finding]:
    """Each warning, and the first error, of Python's own compiler over the source text; the code is compiled and never run."""
    del parameters
    with WARNINGS, warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        try:
            compile(answer.text, "<answer>", "exec", dont_inherit=True)
        except SyntaxError as error:
            line = error.lineno or 1
            yield Finding(f"the compiler refuses: {error.msg}", line, 0, line, 0)
    for warning in caught:
        yield Finding(f"the compiler warns: {warning.message}", warning.lineno, 0, warning.lineno, 0)


DETECTOR = Detector("compiler_warnings", PYTHON, compiler_warnings)
