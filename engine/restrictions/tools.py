"""What programs outside Skyt say about an output, read into one form."""

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from engine.domain.contract import Kind
from engine.domain.errors import ToolFailed
from engine.ports.tools import ToolOutput, ToolRunner
from engine.restrictions.answer import Answer
from engine.restrictions.c_silencers import pasted_silencers, silencers

_INCLUDE = re.compile(r"(?:#|%:|\?\?=)(?:[ \t]|/\*.*?\*/)*(?:include|include_next|import|embed)\b(?P<what>[^\n]*)")
MISRA = "cppcheck-misra"
UNREADABLE = "invalid-syntax"
CPPCHECK_UNREADABLE = ("syntaxError", "preprocessorErrorDirective", "internalError", "internalAstError", "unknownMacro", "cppcheckError")
_STANDARD_HEADER = re.compile(r"\s*<[a-z0-9_]+\.h>\s*(?://.*|/\*.*)?$")


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One complaint: its code, its words, its place; lines from 1, columns from 0.

    `is_silencer` marks what could hide other ones, such as pragmas; `is_unreadable` that the program cannot read the code.
    """

    code: str
    message: str
    line: int
    column: int = 0
    end_line: int | None = None
    end_column: int | None = None
    is_silencer: bool = False
    is_unreadable: bool = False


@dataclass(frozen=True, slots=True)
class Tool:
    """A program: the kind it reads, its arguments for some codes, the file's name, how to read what it says, how to get it."""

    kind: Kind
    arguments: Callable[[tuple[str, ...]], tuple[str, ...]]
    file_name: str
    read: Callable[[ToolOutput], Iterator[Diagnostic]]
    install: str


def diagnose(answer: Answer, name: str, select: tuple[str, ...] = ()) -> list[Diagnostic]:
    """Run a program on an output. Raises ToolFailed when it is missing or fails, or when C code includes what is not a standard header."""
    if answer.tools is None:
        message = f"no programs can be run here, and the rule needs {name}"
        raise ToolFailed(message)
    if TOOLS[name].kind is Kind.C:
        _refuse_foreign_includes(answer.text)
    found = [item for program in _programs(name, select) for item in _said(program, select, answer.text, answer.tools)]
    return [*found, *(_silencing(answer.text, answer.tools) if name == "gcc" else ())]


def _programs(name: str, select: tuple[str, ...]) -> tuple[str, ...]:
    """What is run for some codes of a tool: cppcheck's MISRA add-on is a program of its own."""
    addon = [code.startswith("misra") for code in select]
    if name != "cppcheck" or not any(addon):
        return (name,)
    return (MISRA,) if all(addon) else (name, MISRA)


def _said(program: str, select: tuple[str, ...], source: str, tools: ToolRunner) -> list[Diagnostic]:
    tool = TOOLS.get(program, MISRA_ADDON)
    output = tools.run(program, tool.arguments(select), tool.file_name, source)
    if output is None:
        message = f"{program} is not installed; {tool.install}"
        raise ToolFailed(message)
    try:
        return [*tool.read(output)]
    except (ValueError, KeyError, TypeError, IndexError) as error:
        message = f"{program} ended with code {output.exit_code} and said nothing readable: {output.stderr[:200]}"
        raise ToolFailed(message) from error


def _silencing(source: str, tools: ToolRunner) -> Iterator[Diagnostic]:
    """What in the code could hide warnings; where it pastes names together, also what the preprocessor makes of it."""
    found = [*silencers(source)]
    if "##" in source or "%:%:" in source or "??=" in source:
        output = tools.run("gcc", ("-std=c11", "-E", "output.c"), "output.c", source)
        found += pasted_silencers(output.stdout, "output.c") if output is not None else ()
    yield from (Diagnostic("", words, line, is_silencer=True) for line, words in dict.fromkeys(found))


def _refuse_foreign_includes(source: str) -> None:
    """Compilers show lines of what they include, so only standard headers may be; lines that continue are joined first."""
    for match in _INCLUDE.finditer(source.replace("\\\r\n", "").replace("\\\n", "").replace("??/\n", "")):
        if not _STANDARD_HEADER.match(match["what"]):
            message = f"only standard headers can be included here, not{match['what'][:80]}"
            raise ToolFailed(message)


def _ruff(output: ToolOutput) -> Iterator[Diagnostic]:
    for item in json.loads(output.stdout):
        start, end = item["location"], item["end_location"]
        yield Diagnostic(
            *(item["code"] or UNREADABLE, item["message"], start["row"], start["column"] - 1, end["row"], end["column"] - 1),
            is_unreadable=item["code"] in (None, UNREADABLE),
        )


def _bandit(output: ToolOutput) -> Iterator[Diagnostic]:
    report = json.loads(output.stdout[output.stdout.index("{") :])
    for error in report["errors"]:
        yield Diagnostic("error", error["reason"], 1, is_unreadable=True)
    for item in report["results"]:
        yield Diagnostic(item["test_id"], item["issue_text"], item["line_number"], max(0, item.get("col_offset", 0)))


def _cppcheck(output: ToolOutput) -> Iterator[Diagnostic]:
    for line in output.stderr.splitlines():
        parts = line.split("\t", 3)
        if len(parts) == 4 and parts[2] != "missingIncludeSystem":
            place = max(1, int(parts[0])), max(0, int(parts[1]) - 1)
            yield Diagnostic(parts[2], parts[3], *place, is_unreadable=parts[2] in CPPCHECK_UNREADABLE)


def _misra(output: ToolOutput) -> Iterator[Diagnostic]:
    refused = [item for item in _cppcheck(output) if item.is_unreadable]
    if output.exit_code and not refused:
        message = "cppcheck made nothing of the file"
        raise ValueError(message)
    yield from refused
    for item in map(json.loads, output.stdout.splitlines()):
        code = f"{item['addon']}-{item['errorId']}"
        yield Diagnostic(code, "a rule of MISRA C:2012 is broken", max(1, item["linenr"]), max(0, item["column"] - 1))


def _gcc(output: ToolOutput) -> Iterator[Diagnostic]:
    for item in json.loads(output.stderr.splitlines()[0]) if output.stderr.strip() else []:
        if item["kind"] != "note":
            place = item["locations"][0]["caret"] if item["locations"] else {"line": 1, "column": 1}
            code = item.get("option") or item["kind"]
            is_error = item["kind"] in ("error", "fatal error", "sorry, unimplemented")
            yield Diagnostic(code, item["message"], place["line"], max(0, place["column"] - 1), is_unreadable=is_error)


def _gcc_arguments(select: tuple[str, ...]) -> tuple[str, ...]:
    warnings = [code for code in select if code.startswith("-W")]
    # -S with -O1: what needs the flow of control, such as a missing return, is found by the optimizer's passes only
    every = ("-std=c11", "-O1", "-S", "-o", "output.s", "-Wall", "-Wextra", "-pedantic")
    return (*every, *warnings, "-fdiagnostics-format=json", "output.c")


def _ruff_arguments(select: tuple[str, ...]) -> tuple[str, ...]:
    chosen = ("--select", ",".join(select)) if select else ()
    return ("check", "--isolated", "--no-cache", "--ignore-noqa", "--quiet", "--exit-zero", "--output-format=json", *chosen, "output.py")


TOOLS = {
    "ruff": Tool(Kind.PYTHON, _ruff_arguments, "output.py", _ruff, "install it with 'pip install ruff'"),
    "bandit": Tool(
        Kind.PYTHON,
        lambda _: ("-f", "json", "-q", "--ignore-nosec", "--exit-zero", "output.py"),
        "output.py",
        _bandit,
        "install it with 'pip install bandit'",
    ),
    "cppcheck": Tool(
        Kind.C,
        lambda _: ("--quiet", "--enable=all", "--std=c11", "--template={line}\t{column}\t{id}\t{message}", "output.c"),
        "output.c",
        _cppcheck,
        "install the package cppcheck of your system",
    ),
    "gcc": Tool(Kind.C, _gcc_arguments, "output.c", _gcc, "install the package gcc of your system"),
}
MISRA_ADDON = Tool(Kind.C, lambda _: ("output.c",), "output.c", _misra, "install the package cppcheck of your system with its add-ons")
