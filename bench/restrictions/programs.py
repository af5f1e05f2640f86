"""The second opinions: what ruff, bandit, cppcheck's MISRA add-on and gcc say about snippets."""

import json
import re
import subprocess
import sys
import tempfile
from collections import defaultdict
from pathlib import Path

from bench.restrictions.second_opinions import GCC, RUFF
from engine.adapters.tools.local import program_path
from engine.adapters.tools.misra import addon_path

Verdicts = dict[int, set[str] | None]


def _said(texts: list[str], ending: str, program: str, arguments: list[str]) -> tuple[str, str]:
    """What a program says on its two streams about all snippets, each in a file of its number."""
    with tempfile.TemporaryDirectory() as folder:
        names = _written(texts, ending, folder)
        done = _run([_path(program), *arguments, *names], folder)
        return done.stdout, done.stderr


def _written(texts: list[str], ending: str, folder: str) -> list[str]:
    names = [f"{index}.{ending}" for index in range(len(texts))]
    for name, text in zip(names, texts, strict=True):
        Path(folder, name).write_text(text if text.endswith("\n") else text + "\n", encoding="utf-8")
    return names


def _run(command: list[str], folder: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False, errors="replace")


def _path(program: str) -> str:
    path = program_path(program)
    assert path is not None
    return path


def ruff(texts: list[str]) -> Verdicts:
    """Codes of ruff by snippet."""
    codes = ",".join(sorted({code for group in RUFF.values() for code in group}))
    arguments = ["check", "--isolated", "--no-cache", "--ignore-noqa", "--exit-zero", "--output-format=json", "--line-length=120"]
    found: Verdicts = {index: set() for index in range(len(texts))}
    for item in json.loads(_said(texts, "py", "ruff", [*arguments, "--preview", "--select", codes])[0]):
        found[int(Path(item["filename"]).stem)].add(item["code"] or "")
    return found


def bandit(texts: list[str]) -> Verdicts:
    """Tests of bandit by snippet."""
    found: Verdicts = {index: set() for index in range(len(texts))}
    report = _said(texts, "py", "bandit", ["-f", "json", "-q", "--ignore-nosec", "--exit-zero"])[0]
    for item in json.loads(report[report.index("{") :])["results"]:
        found[int(Path(item["filename"]).stem)].add(item["test_id"])
    return found


def cppcheck(texts: list[str]) -> Verdicts:
    """Ids of cppcheck's MISRA add-on by snippet, run on its dumps; None where it cannot read one."""
    with tempfile.TemporaryDirectory() as folder:
        names, path = _written(texts, "c", folder), _path("cppcheck")
        refused = _run([path, "-q", "--dump", "--std=c11", "--template={file}:{id}", *names], folder).stderr
        done = _run([sys.executable, str(addon_path(path)), *(f"{name}.dump" for name in names)], folder)
        empty = {index for index, name in enumerate(names) if "<dump cfg=" not in Path(folder, f"{name}.dump").read_text(errors="replace")}
    found: dict[int, set[str]] = defaultdict(set)
    for match in re.finditer(r"^\[(\d+)\.c:\d+\].*\[(misra-\S+)\]$", done.stdout + done.stderr, re.MULTILINE):
        found[int(match[1])].add(match[2])
    unread = empty | {
        int(number) for number in re.findall(r"^(\d+)\.c:(?:syntaxError|internal\w*Error|unknownMacro)", refused, re.MULTILINE)
    }
    return {index: None if index in unread else found[index] for index in range(len(texts))}


def gcc(texts: list[str]) -> Verdicts:
    """Options of gcc that warn, by snippet; None where it does not compile one, because it then warns of less."""
    options = sorted({option for group in GCC.values() for option in group})
    report = _said(texts, "c", "gcc", ["-std=gnu11", "-O1", "-S", "-Wall", "-Wextra", *options])[1]
    found: dict[int, set[str]] = defaultdict(set)
    for match in re.finditer(r"^(\d+)\.c:\d+:\d+: warning: .*\[(-W[^\]]+)\]$", report, re.MULTILINE):
        found[int(match[1])].add(match[2].split("=")[0])
    unread = {int(number) for number in re.findall(r"^(\d+)\.c:\d+:\d+: (?:fatal )?error: ", report, re.MULTILINE)}
    return {index: None if index in unread else found[index] for index in range(len(texts))}
