"""Well-kept programs as detectors: ruff, bandit, cppcheck and gcc, where they are installed."""

from collections.abc import Iterator

from engine.domain.contract import Kind
from engine.domain.json_value import JsonObject
from engine.restrictions.answer import Answer
from engine.restrictions.detector import CODE, Detector
from engine.restrictions.finding import Finding
from engine.restrictions.parameters import text, texts
from engine.restrictions.tools import TOOLS, Diagnostic, diagnose


def external_tool(answer: Answer, parameters: JsonObject) -> Iterator[Finding]:
    """Each complaint of a `tool` (ruff, bandit, cppcheck, gcc), or only those whose codes start with one of `select`.

    A program that is not installed, or fails, fails the rule closed, by name. Suppressions inside the output do not count. What switches a
    compiler's warnings off, and code that the program cannot read, break the rule themselves. Codes of MISRA C:2012 (`misra-c2012-15.6`)
    are cppcheck's add-on's.
    """
    select = texts(parameters, "select")
    for item in diagnose(answer, text(parameters, "tool"), select):
        if not select or item.is_silencer or item.code.startswith(select):
            yield _finding(item)


def _finding(item: Diagnostic) -> Finding:
    message = f"{item.message} ({item.code})" if item.code else item.message
    return Finding(message, item.line, item.column, item.end_line or item.line, item.end_column or item.column)


def _check(parameters: JsonObject, kind: Kind) -> Iterator[str]:
    tool = text(parameters, "tool")
    if kind is not TOOLS[tool].kind:
        yield f"{tool} reads {TOOLS[tool].kind}, not {kind}"


DETECTOR = Detector(
    "external_tool",
    CODE,
    external_tool,
    {
        "tool": {"enum": [*TOOLS]},
        "select": {
            "type": "array",
            "items": {"type": "string", "pattern": "^[A-Za-z0-9][A-Za-z0-9.=+_-]{0,60}$|^-W[a-z0-9=+-]{1,60}$"},
            "maxItems": 200,
        },
    },
    ("tool",),
    _check,
)
