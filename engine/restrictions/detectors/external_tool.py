"""Well-kept programs as detectors: ruff, bandit, cppcheck and gcc, where they are installed."""

from collections.abc import Iterator

from engine.domain.contract import Kind
from engine.domain.json_value import JsonObject
from engine.restrictions.answer import Answer
from engine.restrictions.detector import CODE, Detector
from engine.restrictions.finding import Finding, Undecidable
from engine.restrictions.parameters import text, texts
from engine.restrictions.tools import TOOLS, Diagnostic, diagnose


def external_tool(answer: Answer, parameters: JsonObject) -> Iterator[Finding]:
    """Each complaint of a `tool` (ruff, bandit, cppcheck, gcc), or only those whose codes start with one of `select`.

    A program that is not installed, or fails, leaves the rule undecided, by name; so does code that the program cannot read, where only
    some codes are asked for and none of them was found. Suppressions inside the output do not count. What switches a compiler's warnings
    off breaks the rule itself. Codes of MISRA C:2012 (`misra-c2012-15.6`) are cppcheck's add-on's. Raises Undecidable.
    """
    tool, select = text(parameters, "tool"), texts(parameters, "select")
    said = diagnose(answer, tool, select)
    found = [item for item in said if not select or item.is_silencer or item.code.startswith(select)]
    unreadable = next((item for item in said if item.is_unreadable), None)
    if unreadable is not None and not found:
        message = f"{tool} cannot read the output: {_words(unreadable)}"
        raise Undecidable(message)
    yield from map(_finding, found)


def _words(item: Diagnostic) -> str:
    return f"{item.message} ({item.code})" if item.code else item.message


def _finding(item: Diagnostic) -> Finding:
    return Finding(_words(item), item.line, item.column, item.end_line or item.line, item.end_column or item.column)


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
