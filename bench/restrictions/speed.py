"""How fast rules are decided: 1,000 Python outputs of 60 lines against 30 rules, 1,000 texts against the response policy, hostile input.

Run: `python -m bench.restrictions.speed`. One thread; prints a table.
"""

import random
import time
from collections.abc import Callable

from engine.adapters.filesystem.restrictions import preset_restriction_sets
from engine.domain.contract import Kind
from engine.domain.errors import InvalidInput
from engine.domain.restriction import BoundRule, Rule, Severity
from engine.restrictions.answer import Answer
from engine.restrictions.evaluation import find_violations
from engine.restrictions.loader import RestrictionLoader
from engine.restrictions.registry import detectors

SETS = {item.id: item for item in preset_restriction_sets()}
WORDS = [
    "the",
    "a",
    "river",
    "city",
    "is",
    "was",
    "and",
    "of",
    "to",
    "in",
    "it",
    "old",
    "wide",
    "people",
    "water",
    "house",
    "road",
    "light",
    "time",
    "year",
    "they",
    "said",
    "then",
]
HEAD = "id: big\nversion: 1.0.0\ntitle: t\ndescription: d\nrules:\n"


def bound(set_id: str) -> list[BoundRule]:
    """The decided rules of a preset."""
    return [BoundRule(set_id, SETS[set_id].version, rule) for rule in SETS[set_id].rules if rule.detector]


def python_output(seed: int) -> str:
    """A module of 60 lines, different for every seed."""
    chance = random.Random(seed)
    lines = ["import os", "import json", ""]
    while len(lines) < 55:
        name, number = f"step_{chance.randrange(1000)}", chance.randrange(100)
        lines += [f"def {name}(items, limit={number}):", f'    """Keep items above {number}."""', "    kept = []", "    for item in items:"]
        lines += [f"        if item > limit and item % {number + 1} == 0:", "            kept.append({'value': item, 'text': str(item)})"]
        lines += [f"    print(json.dumps(kept), os.sep, len(kept) + {number})", "    return kept", ""]
    return "\n".join([*lines, *(f"value_{seed}_{index} = {index}" for index in range(60 - len(lines)))])[:10_000]


def text_output(seed: int) -> str:
    """An answer of about 120 words."""
    chance = random.Random(seed)
    return ". ".join(" ".join(chance.choices(WORDS, k=12)).capitalize() for _ in range(10)) + "."


def timed(act: Callable[[], object]) -> float:
    """Seconds of the processor that one call takes."""
    start = time.process_time()
    act()
    return time.process_time() - start


def judge(texts: list[str], kind: Kind, rules: list[BoundRule]) -> None:
    """Hold every text against every rule."""
    known = detectors()
    for text in texts:
        find_violations(Answer(text, kind), rules, known)


def load(text: str) -> None:
    """Read a set that must be refused or accepted in bounded time."""
    try:
        RestrictionLoader.load_from_text(text)
    except InvalidInput:
        return


def hostile() -> list[tuple[str, Callable[[], object]]]:
    """Inputs that are meant to hurt, each with what takes it."""
    pattern = Rule("1", "n", "d", Severity.ADVISORY, detector="pattern", parameters={"pattern": "^(a|aa)+$"})
    rules = "".join(f'  - {{id: "{n}", name: a, description: b, severity: advisory, detector: recursion}}\n' for n in range(10_000))
    bomb = "a0: &a0 [x, x]\n" + "".join(f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}]\n" for n in range(1, 40))
    megabyte = "x = [" + "1, " * 66_000 + "]"
    chain = "".join(f"def f{n}(): f{n + 1}()\n" for n in range(8_500))
    built = "q = 'a' + b\nc.execute(q)\n" * 8_000
    else_if = "void f(void) { if (a) ; " + "else if (a) ;" * 14_000 + "}"
    return [
        ("catastrophic pattern on 1 MB", lambda: judge(["a" * 999_999 + "b"], Kind.TEXT, [BoundRule("s", "1", pattern)])),
        ("200 KB of Python against 30 rules", lambda: judge([megabyte], Kind.PYTHON, thirty())),
        ("1 MB of text against the response policy", lambda: judge(["word " * 199_999], Kind.TEXT, bound("response_policy"))),
        ("200 KB of C against misra_c", lambda: judge(["int a[] = {" + "1, " * 66_000 + "1};"], Kind.C, bound("misra_c"))),
        ("200 KB of functions that call the next one", lambda: judge([chain], Kind.PYTHON, thirty())),
        ("200 KB of queries put together from parts", lambda: judge([built], Kind.PYTHON, thirty())),
        ("200 KB of else if in C", lambda: judge([else_if], Kind.C, bound("misra_c"))),
        ("C of 45,000 levels", lambda: judge(["int a = " + "1 + " * 45_000 + "1;"], Kind.C, bound("misra_c"))),
        ("JSON of 400,000 levels", lambda: judge(["[" * 400_000], Kind.JSON, bound("structured_output"))),
        ("a set of 10,000 rules", lambda: load(HEAD + rules)),
        ("a set of 2,000 rules", lambda: load(HEAD + "".join(rules.splitlines(keepends=True)[:2000]))),
        ("a YAML bomb", lambda: load(bomb)),
    ]


def thirty() -> list[BoundRule]:
    """Thirty rules for Python."""
    return [*bound("nasa_power_of_ten"), *bound("secure_python")][:30]


def main() -> None:
    """Measure and print."""
    codes, texts = [python_output(seed) for seed in range(1000)], [text_output(seed) for seed in range(1000)]
    judge(codes[:3], Kind.PYTHON, thirty())
    judge(texts[:3], Kind.TEXT, bound("response_policy"))
    spent = timed(lambda: judge(codes, Kind.PYTHON, thirty()))
    print("| what | seconds |\n| --- | --- |")
    print(f"| 1,000 Python outputs of {len(codes[0].splitlines())} lines, 30 rules | {spent:.2f} |")
    number = len(bound("response_policy"))
    print(f"| 1,000 texts, response policy ({number} rules) | {timed(lambda: judge(texts, Kind.TEXT, bound('response_policy'))):.2f} |")
    for name, act in hostile():
        print(f"| {name} | {timed(act):.2f} |", flush=True)


if __name__ == "__main__":
    main()
