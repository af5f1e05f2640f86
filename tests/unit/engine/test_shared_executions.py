"""Texts that are the same program run once; whatever could tell them apart, at run time or in a message, runs for itself."""

import ast
from collections.abc import Callable
from dataclasses import replace
from threading import Barrier, Thread

import pytest

from engine.adapters.memory.cache import MemoryCache
from engine.oracle.trial_plan import trial_plan
from engine.pipeline.analysis import examine_output
from engine.pipeline.same_programs import identity_of
from engine.pipeline.shared_executions import SharedExecutions
from engine.pipeline.toolbox import Toolbox, yardstick_of
from engine.pipeline.trial import try_program
from engine.ports.sandbox import Call, Execution, Limits, Observation, Outcome, Program
from tests.shared_sandbox import shared_sandbox
from tests.unit.engine.test_unfinished_trials import CONTRACT

PLAIN = "def f(n):\n    total = n + 1\n    return total\n"
COMMENTED = "# adds\ndef f(n):\n    total = n + 1  # one more\n\n    return total\n"
DOCUMENTED = '"""Module."""\ndef f(n):\n    """Add one."""\n    total = n + 1\n    return total\n'
RENAMED = "def f(number):\n    result = number + 1\n    return result\n"
SAME = [COMMENTED, DOCUMENTED, RENAMED]
OTHER = [
    PLAIN.replace("+ 1", "+ 2"),
    PLAIN.replace("+ 1", "+ 1.0"),
    PLAIN.replace("+ 1", "+ True"),
    PLAIN.replace("n + 1", "1 + n"),
    PLAIN.replace("def f", "def g"),
    PLAIN.replace("return total", "return n"),
    "def f(n, m=0):\n    total = n + 1\n    return total\n",
    "def f(n):\n    global total\n    total = n + 1\n    return total\n",
]
MANAGER = """\
class C:
    def __enter__(self):
        return self
    def __exit__(self, a, b, c):
        self.b = str(b)
        return True
def f(n):
    with C() as c:
        n = item
        item = 1
    return c.b
"""
# pairs of one program before and after a renaming that somebody could see
VISIBLE = [
    ("def f(n):\n    def g(a):\n        return a\n    return g(a=n)\n", "a", "b"),
    ("def f(n):\n    try:\n        return item\n    except NameError as e:\n        return str(e)\n    item = n\n", "item", "thing"),
    ("def f(n):\n    size = n\n    class C:\n        rank = size\n    return C.rank\n", "size", "weight"),
    (MANAGER, "item", "thing"),
]


def key(source: str) -> bytes:
    identity = identity_of(ast.parse(source))
    assert identity is not None
    return identity.key


@pytest.mark.parametrize("source", SAME)
def test_comments_layout_docstrings_and_local_names_make_no_other_program(source: str) -> None:
    assert key(source) == key(PLAIN)


@pytest.mark.parametrize("source", OTHER)
def test_whatever_python_compiles_to_other_code_is_another_program(source: str) -> None:
    assert key(source) != key(PLAIN)


@pytest.mark.parametrize(("source", "name", "other"), VISIBLE)
def test_names_that_a_program_can_see_are_part_of_it(source: str, name: str, other: str) -> None:
    assert key(source) != key(source.replace(name, other))


def test_a_tree_is_left_as_it_was() -> None:
    tree = ast.parse(DOCUMENTED)
    identity_of(tree)
    assert ast.dump(tree) == ast.dump(ast.parse(DOCUMENTED))


def test_what_does_not_compile_is_no_program() -> None:
    assert identity_of(ast.parse("return 1")) is None


def test_hidden_names_are_those_of_local_variables_only() -> None:
    identity = identity_of(
        ast.parse("total = 1\ndef f(n, *, key):\n    x = total\n    def g():\n        return x + n.size\n    return h(key=g)\n")
    )
    assert identity is not None
    assert identity.hidden == {"n", "g", "x"}


class Counting:
    """The sandbox; notes the sources that it ran, and answers as `seen` says, if it says anything."""

    def __init__(self, seen: Callable[[Program], Execution] | None = None) -> None:
        self.sources: list[str] = []
        self.seen = seen or (lambda program: shared_sandbox().run(program, Limits()))

    def run(self, program: Program, _limits: Limits) -> Execution:
        self.sources.append(program.source)
        return self.seen(program)


def said(outcome: Outcome = Outcome.RETURNED, message: str = "", problem: str | None = None) -> Callable[[Program], Execution]:
    return lambda _program: Execution(Outcome.RETURNED, ((Observation(outcome, "1", "[]", message),),), "seccomp", problem)


def run_all(sandbox: Counting, *sources: str, plays: tuple[str, ...] = ("plan",), limits: tuple[Limits, ...] = (Limits(),)) -> None:
    shared = SharedExecutions()
    for source in sources:
        for play in plays:
            for limit in limits:
                program = Program(source, "f", False, ((Call((1,)),),))
                assert shared.run(program, play, limit, sandbox, ast.parse(source)).execution == sandbox.seen(program)


def test_the_same_program_runs_once() -> None:
    sandbox = Counting()
    run_all(sandbox, PLAIN, *SAME, PLAIN)
    assert sandbox.sources == [PLAIN]


def test_other_plans_and_limits_are_other_runs() -> None:
    sandbox = Counting()
    run_all(sandbox, PLAIN, RENAMED, plays=("one", "two"), limits=(Limits(), Limits(hash_seed=1)))
    assert sandbox.sources == [PLAIN] * 4


@pytest.mark.parametrize(
    "source",
    [
        '"""Doc."""\ndef f(n):\n    return __doc__\n',
        'def f(n):\n    """Doc."""\n    return f.__doc__\n',
        "def f(n):\n    return list(locals())\n",
        "def f(n):\n    return sorted(vars())\n",
        "def f(n):\n    return dir()\n",
        "def f(n):\n    return f.__code__.co_varnames\n",
        "import inspect\ndef f(n):\n    return str(inspect.signature(f))\n",
        "import sys\ndef f(n):\n    return sys._getframe().f_lineno\n",
        "import traceback\ndef f(n):\n    return traceback.format_stack()\n",
        "def f(n):\n    return eval('n')\n",
        "import random\ndef f(n):\n    return random.random() * 0\n",
        "def f(n):\n    return len({n, n + 1})\n",
    ],
)
def test_what_may_look_at_itself_or_differ_is_not_shared(source: str) -> None:
    sandbox = Counting()
    shared = SharedExecutions()
    for text in (source, source + "# again\n"):
        tried = shared.run(Program(text, "f", False, ((Call((1,)),),)), "plan", Limits(), sandbox, ast.parse(text))
        assert not tried.is_determined
    assert sandbox.sources == [source, source + "# again\n"]


@pytest.mark.parametrize(
    "seen",
    [
        said(Outcome.TIMEOUT),
        said(Outcome.MEMORY),
        said(Outcome.BLOCKED),
        said(Outcome.RAISED, "cannot access local variable 'total' where it is not associated with a value"),
        said(Outcome.RAISED, "x" * 500),
        said(problem="the answer does not load: NameError"),
    ],
)
def test_what_limits_ended_or_what_shows_a_name_is_not_shared(seen: Callable[[Program], Execution]) -> None:
    sandbox = Counting(seen)
    run_all(sandbox, PLAIN, RENAMED, COMMENTED)
    assert sandbox.sources == [PLAIN, RENAMED, COMMENTED]


def test_messages_without_names_are_shared() -> None:
    sandbox = Counting(said(Outcome.RAISED, "unsupported operand type(s) for +: 'NoneType' and 'int'"))
    run_all(sandbox, PLAIN, RENAMED)
    assert sandbox.sources == [PLAIN]


def test_nothing_is_shared_where_an_argument_holds_a_set() -> None:
    sandbox = Counting()
    tools, plan = Toolbox(sandbox, MemoryCache()), replace(trial_plan(CONTRACT), holds_sets=True)
    assert not any(try_program(plan.program(source), plan, tools).is_determined for source in (PLAIN, RENAMED))
    assert sandbox.sources == [PLAIN, RENAMED]


def test_a_text_without_a_tree_runs_for_itself() -> None:
    sandbox, shared = Counting(), SharedExecutions()
    for _ in range(2):
        assert not shared.run(Program("def f(", "f", False, ()), "plan", Limits(), sandbox, None).is_determined
    assert sandbox.sources == ["def f("] * 2


def test_threads_wait_for_the_same_program_instead_of_running_it() -> None:
    barrier, shared, sandbox = Barrier(4), SharedExecutions(), Counting()

    def work(source: str) -> None:
        barrier.wait()
        shared.run(Program(source, "f", False, ((Call((1,)),),)), "plan", Limits(), sandbox, ast.parse(source))

    threads = [Thread(target=work, args=(source,)) for source in (PLAIN, *SAME)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(sandbox.sources) == 1


def test_an_analysis_says_the_same_whether_its_program_ran_for_it_or_for_another() -> None:
    yardstick, sandbox = yardstick_of(CONTRACT, ()), Counting()
    shared = Toolbox(sandbox, MemoryCache())
    together = [examine_output(source, yardstick, shared) for source in (PLAIN, *SAME)]
    alone = [examine_output(source, yardstick, Toolbox(Counting(), MemoryCache())) for source in (PLAIN, *SAME)]
    assert together == alone
    assert sandbox.sources == [PLAIN, "def f(n):\n    return n + 1\n"]
    assert [item.analysis.oracle.passed for item in together] == [True] * 4
