"""Agreement with second opinions: our rules against ruff, bandit, cppcheck's MISRA add-on and gcc on the same snippets.

Run: `python -m bench.restrictions.agreement [--all]`. One row for each rule with a disagreement (`--all`: for each rule), then each
disagreement's reason with a snippet. Reasons are data (`reasons.yaml`); a disagreement that none covers is marked and ends the
program with code 1. A program that is not installed is named and left out.
"""

import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import yaml

from bench.restrictions.programs import Verdicts, bandit, cppcheck, gcc, ruff
from bench.restrictions.second_opinions import BANDIT, CPPCHECK, GCC, RUFF
from bench.restrictions.snippets import groups
from engine.adapters.filesystem.restrictions import preset_restriction_sets
from engine.adapters.tools.local import program_path
from engine.domain.contract import Kind
from engine.domain.restriction import BoundRule
from engine.restrictions.answer import Answer
from engine.restrictions.evaluation import find_violations
from engine.restrictions.registry import detectors

PROGRAMS = {
    Kind.PYTHON: (("ruff", RUFF, ruff), ("bandit", BANDIT, bandit)),
    Kind.C: (("cppcheck", CPPCHECK, cppcheck), ("gcc", GCC, gcc)),
}
REASONS = yaml.safe_load(Path(__file__).with_name("reasons.yaml").read_text(encoding="utf-8"))
Reason = tuple[str, str]


@dataclass
class Row:
    """One rule against one program: verdicts that agree, by the side that speaks, and the snippets of each side's disagreements."""

    program: str
    rule: str
    both: int = 0
    neither: int = 0
    alone: dict[str, list[str]] = field(default_factory=lambda: {"we": [], "they": []})

    @property
    def total(self) -> int:
        """How many snippets both could read."""
        return self.both + self.neither + sum(map(len, self.alone.values()))

    @property
    def agreed(self) -> int:
        """On how many they say the same."""
        return self.both + self.neither

    def explained(self) -> Iterator[tuple[str, str | None, list[str]]]:
        """Side, reason (None where there is none) and snippets of every disagreement."""
        for side, texts in self.alone.items():
            by_reason: dict[str | None, list[str]] = {}
            for text in texts:
                by_reason.setdefault(reason_of(self.program, self.rule, side, text), []).append(text)
            yield from ((side, why, some) for why, some in by_reason.items())


def reason_of(program: str, rule: str, side: str, text: str) -> str | None:
    """The first reason whose pattern is found in the snippet."""
    known = REASONS.get(f"{program} {rule}", {}).get(side, [])
    return next((item["why"] for item in known if re.search(item["when"], text, re.DOTALL | re.MULTILINE)), None)


def ours(texts: list[str], kind: Kind) -> list[set[str]]:
    """Which of our rules each snippet breaks."""
    rules = [
        BoundRule(item.id, item.version, rule)
        for item in preset_restriction_sets()
        for rule in item.rules
        if kind in item.kinds and rule.detector and rule.detector != "external_tool"
    ]
    known = detectors()
    return [{f"{found.set_id}/{found.rule_id}" for found in find_violations(Answer(text, kind), rules, known)} for text in texts]


def compare(program: str, table: dict[str, tuple[str, ...]], texts: list[str], mine: list[set[str]], theirs: Verdicts) -> list[Row]:
    """One row a rule, over the snippets that the program could read."""
    rows = []
    for rule, codes in table.items():
        row = Row(program, rule)
        for index, text in enumerate(texts):
            said = theirs[index]
            if said is not None:
                add(row, text, we=rule in mine[index], they=any(code in said for code in codes))
        rows.append(row)
    return rows


def add(row: Row, text: str, *, we: bool, they: bool) -> None:
    """Count one pair of verdicts."""
    if we == they:
        row.both, row.neither = row.both + we, row.neither + (not we)
    else:
        row.alone["we" if we else "they"].append(text)


def told(rows: list[Row], *, every: bool) -> int:
    """Print rows and reasons; answers with the number of disagreements without a reason."""
    print("| rule | snippets | agreement | both | only we | only they |\n| --- | ---: | ---: | ---: | ---: | ---: |")
    shown = [row for row in rows if every or row.agreed < row.total]
    for row in shown:
        we, they = len(row.alone["we"]), len(row.alone["they"])
        print(f"| {row.rule} | {row.total} | {row.agreed / row.total:.4f} | {row.both} | {we} | {they} |")
    print(f"\n{len(rows) - len(shown)} rules more without a disagreement\n" if not every else "")
    unexplained = 0
    for row in shown:
        for side, why, texts in row.explained():
            unexplained += len(texts) if why is None else 0
            print(f"- {row.rule}, only {side}, {len(texts)}: {why or 'NO REASON'}\n      {min(texts, key=len)[:400]!r}")
            for text in texts if why is None else ():
                print(f"      WITHOUT REASON: {text[:600]!r}")
    return unexplained


def main() -> int:
    """Compare all and print; 1 when a disagreement has no reason."""
    unexplained = 0
    summary = ["| second opinion | snippets | rules | verdicts | agreement | disagreements | without a reason |"]
    summary.append("| --- | ---: | ---: | ---: | ---: | ---: | ---: |")
    for kind, programs in PROGRAMS.items():
        for name, texts in groups(kind).items():
            mine = ours(texts, kind)
            for program, table, ask in programs:
                if program_path(program) is None:
                    print(f"{program} is not installed and left out")
                    continue
                rows = compare(program, table, texts, mine, ask(texts))
                print(f"\n### {program}, {name}: {len(texts)} snippets\n")
                without = told(rows, every="--all" in sys.argv)
                agreed, total = sum(row.agreed for row in rows), sum(row.total for row in rows)
                counts = f"{len(texts)} | {len(rows)} | {total} | {agreed / total:.4f} | {total - agreed} | {without}"
                summary.append(f"| {program}, {name} | {counts} |")
                unexplained += without
    print("\n" + "\n".join(summary))
    return 1 if unexplained else 0


if __name__ == "__main__":
    sys.exit(main())
