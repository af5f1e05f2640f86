"""Which programs cannot differ between two runs: told from their text, and wrong in one direction only."""

from pathlib import Path

import pytest
import yaml

from engine.oracle.confirmation import confirm
from engine.oracle.determinism import holds_set, is_determined
from engine.ports.sandbox import Call, Execution, Limits, Observation, Outcome, Program

PAYLOADS = Path(__file__).parents[2] / "security" / "sandbox_payloads" / "nondeterminism.yaml"
HEAD = "def f(x):\n    "

DETERMINED = [
    "def f(x):\n    return x * 2",
    "def f(x):\n    return [str(item) for item in x if item % 2]",
    "def f(x):\n    return ''.join(str(item) for item in x)",
    "def f(x):\n    seen = {}\n    for key, value in seen.items():\n        x -= value\n    return 'a' in seen.keys(), f'{x}'",
    "import re\ndef f(x):\n    return re.sub('[^a-z]+', '-', x.lower())",
    "from collections import deque, defaultdict\ndef f(x):\n    return deque(x)[0] % 2",
    "from typing import List\ndef f(x: List[int]) -> str:\n    return f'{sorted(x, key=lambda item: -item)}'",
    "class Cache:\n    def __init__(self, n):\n        self.n = n\n    def get(self, key):\n        return self.n.get(key, -1)",
    "if __name__ == '__main__':\n    print(1)\ndef f(x):\n    raise ValueError(f'bad {x}')",
    "def f(x):\n    return '{} of {:>3}'.format(x, len(x))",
]
ABLE_TO_DIFFER = [
    # hashes
    HEAD + "return list({item for item in x})",
    HEAD + "return list({'a', 'b'})",
    HEAD + "return list(set(x))",
    HEAD + "return hash(x)",
    HEAD + "return list(x.keys() - {})",
    HEAD + "v = x.keys()\n    return list(v | v)",
    HEAD + "return list(max(x.keys(), [], key=len) & x)",
    HEAD + "return list(sum([], x.keys()))",
    HEAD + "return [list(v & v) for v in map(dict.keys, x)]",
    "def g(hash):\n    return hash\ndef f(x):\n    return hash(x)",
    "from typing import Set\ndef f(x):\n    return list(Set[int](x))",
    "import typing\ndef f(x):\n    return typing.sys.hash_info",
    HEAD + "return x.__hash__()",
    HEAD + "return getattr(x, '__ha' + 'sh__')()",
    # addresses
    HEAD + "return id(x)",
    HEAD + "return str(f)",
    HEAD + "return f'{f}'",
    HEAD + "return '%s' % f",
    HEAD + "return '{0.append}'.format([])",
    HEAD + "return str(lambda: x)",
    HEAD + "return str(x.append)",
    HEAD + "return str(iter(x))",
    HEAD + "return str(item for item in x)",
    HEAD + "return type('')(f)",
    HEAD + "try:\n        [].index(f)\n    except ValueError as e:\n        return e.args",
    HEAD + "return str(type('C', (), {})())",
    HEAD + "print(f, file=x)",
    "class C:\n    pass\ndef f(x):\n    return str(C())",
    "def g():\n    yield 1\ndef f(x):\n    return str(g())",
    "from functools import partial\ndef f(x):\n    return str(partial(len, x))",
    "from heapq import nlargest\ndef f(x):\n    return str(nlargest)",
    "import operator\ndef f(x):\n    return operator.mod('%s', f)",
    "from operator import attrgetter\ndef f(x):\n    return attrgetter('__hash__')(x)()",
    HEAD + "return (i for i in x).gi_frame.f_builtins['hash'](x)",
    # time, chance, the world outside
    "import time\ndef f(x):\n    return time.time()",
    "import random\ndef f(x):\n    return random.random()",
    "import os.path\ndef f(x):\n    return os.path.exists(x)",
    "from random import *\ndef f(x):\n    return random()",
    "from . import secret\ndef f(x):\n    return secret",
    HEAD + "return open(x)",
    HEAD + "return eval(x)",
    HEAD + "return __import__('time').time()",
    "async def f(x):\n    return x",
    # what cannot be read
    "def f(x:",
    "x = " + "(" * 300 + ")" * 300,
]


@pytest.mark.parametrize("source", DETERMINED)
def test_what_depends_on_its_arguments_alone_is_determined(source):
    assert is_determined(source)


@pytest.mark.parametrize("source", ABLE_TO_DIFFER)
def test_what_may_depend_on_more_is_not(source):
    assert not is_determined(source)


def test_no_known_nondeterministic_attack_counts_as_determined():
    payloads = yaml.safe_load(PAYLOADS.read_text())["payloads"]
    assert [item["name"] for item in payloads if is_determined(item["code"])] == []


@pytest.mark.parametrize(
    ("value", "expected"),
    [([1, "a", None, 2.5, b"x"], False), ({"a": [(1, 2)]}, False), ([[{1}]], True), ({frozenset({1}): 2}, True), ((object(),), True)],
)
def test_sets_are_found_inside_arguments(value, expected):
    assert holds_set(value) is expected


class CountingSandbox:
    """Notes under which hash seeds it was asked to run."""

    def __init__(self) -> None:
        self.seeds: list[int] = []

    def run(self, program: Program, limits: Limits) -> Execution:
        self.seeds.append(limits.hash_seed)
        return SEEN


SEEN = Execution(Outcome.RETURNED, ((Observation(Outcome.RETURNED, "1"),),), "seccomp")


@pytest.mark.parametrize(
    ("source", "argument", "seeds"),
    [
        ("def f(x): return x", 1, []),
        ("def f(x): return x", {1}, [1]),
        ("import random\ndef f(x): return x", 1, [1]),
        ("def f(x): return list(set(x))", 1, [1, 2, 3]),
    ],
)
def test_only_what_may_differ_runs_again(source, argument, seeds):
    sandbox = CountingSandbox()
    program = Program(source, "f", False, ((Call((argument,)),),))
    assert confirm(sandbox, program, Limits(), SEEN) is SEEN
    assert sandbox.seeds == seeds
