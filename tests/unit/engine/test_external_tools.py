"""Programs outside Skyt: what gcc finds, that code cannot silence it, and that programs are held."""

import pytest

from engine.adapters.tools.local import LocalTools, program_path
from engine.adapters.tools.misra import addon_path
from engine.domain.errors import ToolFailed
from engine.domain.restriction import BoundRule, Rule, Severity
from engine.restrictions.answer import Answer
from engine.restrictions.c_silencers import silencers
from engine.restrictions.evaluation import find_violations
from engine.restrictions.registry import detectors
from engine.restrictions.tools import TOOLS

UNUSED = "int f(int n) { int u; return n; }\n"
IGNORED = 'GCC diagnostic ignored "-Wunused-variable"'
QUOTED = IGNORED.replace('"', '\\"')


def said(source: str, tool: str = "gcc", select: str = "-Wreturn-type") -> list[tuple[int, str]]:
    rule = Rule("1", "n", "d", Severity.MANDATORY, detector="external_tool", parameters={"tool": tool, "select": [select]})
    bound, kind = BoundRule("s", "1.0.0", rule), TOOLS[tool].kind
    return [(item.line, item.message) for item in find_violations(Answer(source, kind, tools=LocalTools()), [bound], detectors())]


def test_warnings_that_need_the_flow_of_control_are_found() -> None:
    if program_path("gcc") is None:
        assert "gcc is not installed" in said("int f(int n) { if (n) { return 1; } }\n")[0][1]
        return
    assert said("int f(int n) { if (n) { return 1; } }\n") == [(1, "control reaches end of non-void function (-Wreturn-type)")]


@pytest.mark.parametrize(
    ("source", "found"),
    [
        (f"#pragma {IGNORED}\n{UNUSED}", [1]),
        (f"int a;\n%: /* x */ pragma {IGNORED}\n", [2]),
        (f"int a; \\\nint b;\n#pra\\\ngma {IGNORED}\n", [3]),
        (f'_Pragma("{QUOTED}")\n{UNUSED}', [1]),
        (f'# 33 "x.h" 3\n{UNUSED}', [1]),
        ('#line 3 "x.h"\n', [1]),
        ("long a = __extension__ 1;\n", [1]),
        ('// #pragma GCC diagnostic\nconst char *a = "_Pragma";\n/*\n#pragma GCC x\n*/\n#pragma once\n', []),
        ("\"'/*" * 50_000, []),
        ("/*" * 100_000, []),
    ],
)
def test_what_switches_warnings_off_is_found_and_nothing_else(source: str, found: list[int]) -> None:
    assert [line for line, _ in silencers(source)] == found


def test_a_pragma_that_macros_paste_together_is_found() -> None:
    source = f'#define J(a, b) a##b\nint a;\nJ(_Pra, gma)("{QUOTED}")\n{UNUSED}'
    if program_path("gcc") is None:
        assert "gcc is not installed" in said(source)[0][1]
        return
    ((line, message),) = said(source)
    assert (line, message.startswith("'#pragma GCC diagnostic ignored")) == (3, True)


@pytest.mark.parametrize(
    ("tool", "select", "source", "message"),
    [
        ("ruff", "E711", "if a == None:\n    pass\nelse x\n", "invalid-syntax"),
        ("gcc", "-Wreturn-type", "int f( { ;\n", "(error)"),
        ("cppcheck", "nullPointer", "int f( { ;\n", "syntaxError"),
        ("cppcheck", "misra-c2012-15.6", "int f( { ;\n", "syntaxError"),
    ],
)
def test_a_rule_on_some_codes_is_undecided_where_the_program_cannot_read_the_code(
    tool: str, select: str, source: str, message: str
) -> None:
    ((_, words),) = said(source, tool, select)
    is_missing = "is not installed" in words
    assert (words.startswith(f"cannot be decided: {tool} cannot read the output: ") and message in words) or is_missing


def test_findings_of_the_misra_add_on_are_all_kept_though_they_stand_at_one_place() -> None:
    source = "void f(int n) { while (n > 0) n--; g(n); }\n"
    if misra_is_missing():
        assert "cppcheck-misra is not installed" in said(source, "cppcheck", "misra-c2012-15.6")[0][1]
        return
    codes = [words.rpartition("(")[2] for _, words in said(source, "cppcheck", "misra-c2012-1")]
    assert sorted(codes) == ["misra-c2012-15.6)", "misra-c2012-17.8)"]


def test_a_file_of_which_cppcheck_makes_nothing_fails_the_rule() -> None:
    message = "cannot be decided: an internal error of the detector 'external_tool' (ToolFailed: cppcheck-misra "
    assert said("#error no\nint f(void) { if (1) return 2; }\n", "cppcheck", "misra-c2012-15.6")[0][1].startswith(message)


def misra_is_missing() -> bool:
    path = program_path("cppcheck")
    return path is None or addon_path(path) is None


def test_a_program_that_takes_too_long_is_ended_and_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("engine.adapters.tools.local.MAX_SECONDS", 1)
    with pytest.raises(ToolFailed, match="'sleep' did not end within 1 seconds"):
        LocalTools().run("sleep", ("30",), "x", "")


def test_a_program_sees_no_environment_of_ours_and_no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SKYT_SECRET", "shown")
    output = LocalTools().run("env", (), "x", "")
    assert output is not None
    assert sorted(line.split("=")[0] for line in output.stdout.splitlines()) == ["HOME", "LC_ALL", "PATH", "TMPDIR"]
    code = "import os; print(os.getsid(0) == os.getpid(), sorted(os.listdir('.')))"
    session = LocalTools().run("python", ("-c", code), "x.txt", "")
    assert session is not None
    assert session.stdout == "True ['x.txt']\n"
