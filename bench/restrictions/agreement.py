"""Agreement with a second opinion: our rules against ruff, bandit, cppcheck (MISRA add-on) and gcc on the same snippets.

Run: `python -m bench.restrictions.agreement`. The snippets are the examples of all presets (hand-written, a few hundred for each
language) and pairs of them put together. A program that is not installed is named and left out.
"""

import json
import random
import re
import subprocess
import sys
import tempfile
from collections import defaultdict
from pathlib import Path

import yaml

from bench.restrictions.second_opinions import BANDIT, CPPCHECK, GCC, RUFF
from engine.adapters.filesystem.restrictions import preset_restriction_sets
from engine.adapters.tools.local import program_path
from engine.domain.contract import Kind
from engine.domain.restriction import BoundRule
from engine.restrictions.answer import Answer
from engine.restrictions.evaluation import find_violations
from engine.restrictions.registry import detectors

MISRA_ADDON = tuple(Path(folder, "cppcheck/addons/misra.py") for folder in ("/usr/share", "/usr/local/share", "/usr/lib/x86_64-linux-gnu"))
CASES = Path("tests/cases/restrictions")
Verdicts = dict[int, set[str]]


def snippets(kind: Kind) -> list[str]:
    """The examples of one language, each once: for Python all and 150 pairs of them, for C 320 of them (the MISRA add-on is slow)."""
    sets = [item.id for item in preset_restriction_sets() if kind in item.kinds]
    cases = [yaml.safe_load(path.read_text(encoding="utf-8")) for name in sets for path in sorted((CASES / name).glob("*.yaml"))]
    single = list(dict.fromkeys(text for case in cases for text in (*case["good"], *case["bad"]) if len(text) < 3000))
    chance = random.Random(1)
    readable = [text for text in single if not undecidable(text, kind)]
    if kind is Kind.C:
        return chance.sample(readable, 320)
    pairs = [f"{chance.choice(readable)}\n{chance.choice(readable)}\n" for _ in range(150)]
    return [text for text in dict.fromkeys([*readable, *pairs]) if not undecidable(text, kind)]


def undecidable(text: str, kind: Kind) -> bool:
    """Whether we cannot read it."""
    answer = Answer(text, kind)
    try:
        return bool(answer.syntax is None) or (kind is Kind.PYTHON and answer.module is None)
    except Exception:  # noqa: BLE001 - any reason will do
        return True


def ours(texts: list[str], kind: Kind) -> Verdicts:
    """Which of our rules each snippet breaks."""
    rules = [
        BoundRule(item.id, item.version, rule)
        for item in preset_restriction_sets()
        for rule in item.rules
        if kind in item.kinds and rule.detector and rule.detector != "external_tool"
    ]
    return {
        index: {f"{found.set_id}/{found.rule_id}" for found in find_violations(Answer(text, kind), rules, detectors())}
        for index, text in enumerate(texts)
    }


def said(texts: list[str], ending: str, program: str, arguments: list[str]) -> str:
    """What a program says about all snippets, each in a file of its number."""
    with tempfile.TemporaryDirectory() as folder:
        names = [f"{index}.{ending}" for index in range(len(texts))]
        for name, text in zip(names, texts, strict=True):
            Path(folder, name).write_text(text if text.endswith("\n") else text + "\n", encoding="utf-8")
        path = program_path(program)
        assert path is not None
        done = subprocess.run([path, *arguments, *names], cwd=folder, capture_output=True, text=True, check=False, errors="replace")
        return done.stderr if program in ("cppcheck", "gcc") else done.stdout


def ruff(texts: list[str]) -> Verdicts:
    """Codes of ruff by snippet."""
    codes = ",".join(sorted({code for group in RUFF.values() for code in group}))
    arguments = [
        "check",
        "--isolated",
        "--no-cache",
        "--ignore-noqa",
        "--exit-zero",
        "--output-format=json",
        "--line-length=120",
        "--preview",
    ]
    found: Verdicts = defaultdict(set)
    for item in json.loads(said(texts, "py", "ruff", [*arguments, "--select", codes])):
        found[int(Path(item["filename"]).stem)].add(item["code"] or "")
    return found


def bandit(texts: list[str]) -> Verdicts:
    """Tests of bandit by snippet."""
    found: Verdicts = defaultdict(set)
    report = said(texts, "py", "bandit", ["-f", "json", "-q", "--ignore-nosec", "--exit-zero"])
    for item in json.loads(report[report.index("{") :])["results"]:
        found[int(Path(item["filename"]).stem)].add(item["test_id"])
    return found


def cppcheck(texts: list[str]) -> Verdicts:
    """Ids of cppcheck's MISRA add-on by snippet.

    The add-on is run on cppcheck's dumps: called by cppcheck itself, it loses findings that stand at one place with others.
    """
    found: Verdicts = defaultdict(set)
    with tempfile.TemporaryDirectory() as folder:
        for index, text in enumerate(texts):
            Path(folder, f"{index}.c").write_text(text if text.endswith("\n") else text + "\n", encoding="utf-8")
        names = [f"{index}.c" for index in range(len(texts))]
        path, addon = program_path("cppcheck"), next(filter(Path.exists, MISRA_ADDON), None)
        assert path is not None
        assert addon is not None
        subprocess.run([path, "-q", "--dump", "--std=c11", *names], cwd=folder, capture_output=True, check=False)
        dumps = [f"{name}.dump" for name in names]
        done = subprocess.run([sys.executable, addon, *dumps], cwd=folder, capture_output=True, text=True, check=False, errors="replace")
    for match in re.finditer(r"^\[(\d+)\.c:\d+\].*\[(misra-\S+)\]$", done.stdout + done.stderr, re.MULTILINE):
        found[int(match[1])].add(match[2])
    return found


def gcc(texts: list[str]) -> Verdicts:
    """Options of gcc that warn, by snippet."""
    options = sorted({option for group in GCC.values() for option in group})
    found: Verdicts = defaultdict(set)
    report = said(texts, "c", "gcc", ["-std=gnu11", "-O1", "-S", "-Wall", "-Wextra", *options])
    for match in re.finditer(r"^(\d+)\.c:\d+:\d+: warning: .*\[(-W[^\]]+)\]$", report, re.MULTILINE):
        found[int(match[1])].add(match[2].split("=")[0])
    return found


def compare(program: str, table: dict[str, tuple[str, ...]], mine: Verdicts, theirs: Verdicts, texts: list[str]) -> tuple[int, int]:
    """Print one row a rule; answers with how many verdicts agree, of how many."""
    agreeing = total = 0
    for rule, codes in table.items():
        pairs = [(index, rule in mine[index], any(code in theirs.get(index, ()) for code in codes)) for index in range(len(texts))]
        same = sum(one == two for _, one, two in pairs)
        only_we, only_they = ([index for index, one, two in pairs if one is not two and one is who] for who in (True, False))
        agreeing, total = agreeing + same, total + len(pairs)
        both = sum(one and two for _, one, two in pairs)
        samples = "; ".join(repr(texts[index][:60]) for index in (*only_we[:1], *only_they[:1])).replace("|", "\\|")
        row = f"| {rule} | {program} {' '.join(codes)} | {same / len(pairs):.3f} | {both} | {len(only_we)} | {len(only_they)} | {samples} |"
        print(row, flush=True)
    return agreeing, total


def main() -> None:
    """Compare all and print the tables."""
    print("| our rule | second opinion | agreement | both | only we | only they | a sample of each |")
    print("| --- | --- | --- | --- | --- | --- | --- |")
    for kind, programs in (
        (Kind.PYTHON, (("ruff", RUFF, ruff), ("bandit", BANDIT, bandit))),
        (Kind.C, (("cppcheck", CPPCHECK, cppcheck), ("gcc", GCC, gcc))),
    ):
        texts = snippets(kind)
        mine = ours(texts, kind)
        for program, table, ask in programs:
            if program_path(program) is None:
                print(f"{program} is not installed and left out")
                continue
            agreeing, total = compare(program, table, mine, ask(texts), texts)
            print(f"| **{program}, {len(texts)} snippets, {len(table)} rules** | | **{agreeing / total:.4f}** | | | | |")


if __name__ == "__main__":
    main()
