"""A detector that a set brings along as Python code; it runs in the sandbox."""

import ast
import json
from collections.abc import Iterator
from typing import Any

from engine.domain.contract import Kind
from engine.domain.json_value import JsonObject
from engine.ports.sandbox import Call, Limits, Outcome, Program
from engine.restrictions.answer import Answer
from engine.restrictions.detector import ALL_KINDS, Detector
from engine.restrictions.finding import Finding, whole_output
from engine.restrictions.parameters import text

ENTRY_POINT = "_skyt_findings"
MAX_SECONDS = 5.0
_CALL = f"""

def {ENTRY_POINT}(output, options):
    import json
    return json.dumps([item if isinstance(item, str) else dict(item) for item in find(output, options)][:100])
"""


class CustomDetectorFailed(Exception):
    """The set's own code did not answer as it must; the text says what happened."""


def custom_python(answer: Answer, parameters: JsonObject) -> Iterator[Finding]:
    """Each finding of the set's own function `find(output, options)`, run in the sandbox on the output's text.

    It returns a list: a text is a message about the whole output, an object has `message` and, from 1, `line`, and where known
    `column`, `end_line`, `end_column` (columns from 0, in characters) and `suggestion`. Raises CustomDetectorFailed for anything else.
    """
    if answer.sandbox is None:
        message = "there is no sandbox here to run the set's code in"
        raise CustomDetectorFailed(message)
    source, options = text(parameters, "code") + _CALL, parameters.get("options", {})
    program = Program(source, ENTRY_POINT, False, ((Call((answer.text, options)),),))
    execution = answer.sandbox.run(program, Limits(wall_seconds=10 * MAX_SECONDS, processor_seconds=MAX_SECONDS))
    if execution.problem or execution.outcome is not Outcome.RETURNED or not execution.observations:
        message = f"the set's code {execution.problem or execution.outcome}"
        raise CustomDetectorFailed(message)
    observation = execution.observations[0][0]
    if observation.outcome is not Outcome.RETURNED:
        message = f"the set's code {observation.outcome}: {observation.message or observation.value}"
        raise CustomDetectorFailed(message)
    for item in json.loads(str(json.loads(observation.value))):
        yield _finding(item)


def _finding(item: Any) -> Finding:  # noqa: ANN401 - what foreign code returned
    if isinstance(item, str):
        return whole_output(item)
    line, column = int(item.get("line", 1)), int(item.get("column", 0))
    suggestion = item.get("suggestion")
    end = int(item.get("end_line", line)), int(item.get("end_column", column))
    return Finding(str(item["message"]), line, column, *end, None if suggestion is None else str(suggestion))


def _check(parameters: JsonObject, _: Kind) -> Iterator[str]:
    try:
        module = ast.parse(text(parameters, "code"))
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        yield f"'code' is not Python: {error}"
        return
    if not any(isinstance(node, ast.FunctionDef) and node.name == "find" and len(node.args.args) == 2 for node in module.body):
        yield "'code' must define find(output, options)"


DETECTOR = Detector(
    "custom_python",
    ALL_KINDS,
    custom_python,
    {"code": {"type": "string", "minLength": 1, "maxLength": 20000}, "options": {"type": "object"}},
    ("code",),
    _check,
)
