"""What every Sandbox must do. Subclass `SandboxConformance` and give it a fixture `sandbox`."""

import math
from pathlib import Path

import pytest

from engine.domain.json_value import Json
from engine.oracle.observation import encode
from engine.ports.sandbox import Call, Execution, Limits, Observation, Outcome, Program, Sandbox

QUICK = Limits(wall_seconds=4.0, scenario_seconds=0.5)
PATIENT = Limits(wall_seconds=40.0)


def function(source: str, *arguments: tuple[Json, ...]) -> Program:
    return Program(source, "f", False, tuple((Call(given),) for given in arguments or ((),)))


def only(execution: Execution) -> Observation:
    assert execution.problem is None
    ((observation,),) = execution.observations
    return observation


class SandboxConformance:
    """Needs a fixture `sandbox` that yields a Sandbox."""

    @pytest.mark.parametrize(
        ("expression", "value"),
        [
            ("None", None),
            ("True", True),
            ("1", 1),
            ("1.0", 1.0),
            ("-0.0", -0.0),
            ("0.1 + 0.2", 0.1 + 0.2),
            ("float('nan')", math.nan),
            ("float('-inf')", -math.inf),
            ("10 ** 5000", 10**5000),
            ("'ü\\n\\ud800'", "ü\n\ud800"),
            ("b'\\x00\\xff'", b"\x00\xff"),
            ("bytearray(b'a')", bytearray(b"a")),
            ("1 + 2j", 1 + 2j),
            ("range(3)", range(3)),
            ("[1, [2], ()]", [1, [2], ()]),
            ("{3, 1, 2}", {1, 2, 3}),
            ("frozenset('a')", frozenset("a")),
            ("{'b': 1, 'a': {2: None}}", {"b": 1, "a": {2: None}}),
        ],
        ids=lambda value: value if isinstance(value, str) and value.isascii() and len(value) < 30 else "",
    )
    def test_values_come_back_with_their_exact_types(self, sandbox: Sandbox, expression: str, value: object) -> None:
        observation = only(sandbox.run(function(f"def f(): return {expression}"), QUICK))
        assert observation == Observation(Outcome.RETURNED, encode(value), encode([]))

    def test_values_of_different_types_differ(self, sandbox: Sandbox) -> None:
        source = "def f(n): return [1, 1.0, True, '1', b'1', [1], (1,), {1}, frozenset([1]), -0.0, 0.0][n]"
        execution = sandbox.run(function(source, *((n,) for n in range(11))), QUICK)
        assert len({scenario[0].value for scenario in execution.observations}) == 11

    @pytest.mark.parametrize(
        ("body", "encoded"),
        [
            ("return (n for n in (1, 2))", '["iterator",["int","0x1"],["int","0x2"]]'),
            ("return iter([])", '["iterator"]'),
            ("return (1 // n for n in (1, 0, 1))", '["iterator",["int","0x1"],["raises","ZeroDivisionError"]]'),
            (
                "return [iter(int, 1) for _ in ()], map(int, ['3', 'x'])",
                '["tuple",["list"],["iterator",["int","0x3"],["raises","ValueError"]]]',
            ),
            ("import itertools; return itertools.count()", None),
            ("return object()", '["opaque","object"]'),
            ("return len", '["opaque","builtins.builtin_function_or_method"]'),
            (
                "import collections; return collections.OrderedDict(a=1)",
                '["subclass","collections.OrderedDict","dict",["a",["int","0x1"]]]',
            ),
            ("class N(int): pass\n    return N(5)", '["subclass","answer.f.<locals>.N","int","0x5"]'),
            ("class S(str): pass\n    return S('x')", '["subclass","answer.f.<locals>.S","str","x"]'),
            ("class F(float): pass\n    return F(0.5)", '["subclass","answer.f.<locals>.F","float","0x1.0000000000000p-1"]'),
            ("return 'x' * 100_000", encode("x" * 100_000)),
            ("return 'x' * 20_000_000", '["too large", "str"]'),
            ("a = []\n    a.append(a)\n    return a", '["too large", "list"]'),
            ("return [0] * 200_000", '["too large", "list"]'),
        ],
    )
    def test_other_values_have_a_defined_encoding(self, sandbox: Sandbox, body: str, encoded: str | None) -> None:
        observation = only(sandbox.run(function(f"def f():\n    {body}"), PATIENT))
        assert observation.outcome is Outcome.RETURNED
        if encoded is None:
            assert observation.value.count('["int"') == 1_000
        else:
            assert observation.value == encoded

    def test_an_exception_is_known_by_its_type(self, sandbox: Sandbox) -> None:
        source = "class Odd(Exception): pass\ndef f(n):\n    if n: raise Odd('odd')\n    return 1 / n"
        execution = sandbox.run(function(source, (0,), (1,)), QUICK)
        assert execution.observations == (
            (Observation(Outcome.RAISED, "ZeroDivisionError", '["list",["int","0x0"]]', "division by zero"),),
            (Observation(Outcome.RAISED, "answer.Odd", '["list",["int","0x1"]]', "odd"),),
        )

    @pytest.mark.parametrize("error", ["SystemExit(0)", "KeyboardInterrupt()", "GeneratorExit()", "RecursionError()"])
    def test_exceptions_of_every_kind_are_observed(self, sandbox: Sandbox, error: str) -> None:
        observation = only(sandbox.run(function(f"def f(): raise {error}"), QUICK))
        assert (observation.outcome, observation.value) == (Outcome.RAISED, error.split("(", maxsplit=1)[0])

    def test_endless_recursion_is_an_exception_like_others(self, sandbox: Sandbox) -> None:
        observation = only(sandbox.run(function("def f(): return f()"), QUICK))
        assert (observation.outcome, observation.value) == (Outcome.RAISED, "RecursionError")

    def test_changed_arguments_are_observed_and_do_not_reach_the_next_scenario(self, sandbox: Sandbox) -> None:
        execution = sandbox.run(function("def f(a): a.append(0)", ([1],), ([1],)), QUICK)
        expected = Observation(Outcome.RETURNED, "null", encode([[1, 0]]))
        assert execution.observations == ((expected,), (expected,))

    def test_operations_share_one_object_and_scenarios_do_not(self, sandbox: Sandbox) -> None:
        source = "class C:\n    def __init__(self, n): self.n = n\n    def add(self, k):\n        self.n += k\n        return self.n"
        scenario = (Call((1,), "init"), Call((2,), "add"), Call((3,), "add"))
        execution = sandbox.run(Program(source, "C", True, (scenario, scenario)), QUICK)
        values = [[observation.value for observation in seen] for seen in execution.observations]
        assert values == [["null", encode(3), encode(6)]] * 2

    def test_what_a_method_that_raised_left_behind_is_observed(self, sandbox: Sandbox) -> None:
        source = (
            "class C:\n    def __init__(self): self.n = 0\n    def add(self):\n        self.n += 1\n        raise ValueError\n"
            "    def get(self): return self.n\n    def sink(self): self.sink()"
        )
        calls = [Call((), name) for name in ("init", "add", "get", "sink", "get")]
        (seen,) = sandbox.run(Program(source, "C", True, (tuple(calls),)), QUICK).observations
        assert [item.value for item in seen] == ["null", "ValueError", encode(1), "RecursionError"]

    def test_a_class_that_cannot_be_constructed_ends_its_scenario(self, sandbox: Sandbox) -> None:
        source = "class C:\n    def __init__(self): raise ValueError\n    def get(self): return 1"
        (seen,) = sandbox.run(Program(source, "C", True, ((Call((), "init"), Call((), "get")),)), QUICK).observations
        assert [item.value for item in seen] == ["ValueError"]

    def test_a_missing_method_ends_its_scenario(self, sandbox: Sandbox) -> None:
        execution = sandbox.run(Program("class C: pass", "C", True, ((Call((), "init"), Call((), "nope"), Call((), "init")),)), QUICK)
        assert [seen.outcome for seen in execution.observations[0]] == [Outcome.RETURNED, Outcome.INVALID]

    @pytest.mark.parametrize(
        ("source", "outcome", "problem"),
        [
            ("def f(:", Outcome.RAISED, "the answer does not load: SyntaxError: invalid syntax (<answer>, line 1)"),
            ("import no_such_module", Outcome.RAISED, "the answer does not load: ModuleNotFoundError: No module named 'no_such_module'"),
            ("1 / 0", Outcome.RAISED, "the answer does not load: ZeroDivisionError: division by zero"),
            ("raise SystemExit(0)", Outcome.RAISED, "the answer does not load: SystemExit: 0"),
            ("def g(): pass", Outcome.INVALID, "the answer does not define 'f'"),
            ("", Outcome.INVALID, "the answer does not define 'f'"),
            ("while True: pass", Outcome.TIMEOUT, "the answer does not load: the time ran out"),
            ("import os; os._exit(0)", Outcome.CRASHED, "the answer does not load: the process ended by itself (exit code 0)"),
        ],
    )
    def test_what_does_not_load_has_a_problem_and_no_observations(
        self, sandbox: Sandbox, source: str, outcome: Outcome, problem: str
    ) -> None:
        execution = sandbox.run(function(source, (1,), (2,)), QUICK)
        assert (execution.outcome, execution.problem, execution.observations) == (outcome, problem, ((), ()))

    def test_an_endless_call_times_out_and_the_others_are_observed(self, sandbox: Sandbox) -> None:
        execution = sandbox.run(function("def f(n):\n    while n == 1: pass\n    return n", (0,), (1,), (2,)), QUICK)
        outcomes = [seen[0].outcome for seen in execution.observations]
        assert outcomes == [Outcome.RETURNED, Outcome.TIMEOUT, Outcome.RETURNED]

    def test_code_that_cannot_be_interrupted_is_killed_and_what_was_seen_is_kept(self, sandbox: Sandbox) -> None:
        source = "import signal\ndef f(n):\n    signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGALRM, signal.SIGPROF])\n    while n: pass\n    return n"
        execution = sandbox.run(function(source, (0,), (1,), (0,)), QUICK)
        assert execution.outcome is Outcome.TIMEOUT
        assert [[seen.outcome for seen in scenario] for scenario in execution.observations] == [[Outcome.RETURNED], [Outcome.TIMEOUT], []]

    def test_a_crash_is_observed(self, sandbox: Sandbox) -> None:
        source = "import os\ndef f(n):\n    if n: os.abort()\n    return n"
        execution = sandbox.run(function(source, (0,), (1,), (0,)), QUICK)
        assert execution.outcome is Outcome.CRASHED
        assert [[seen.outcome for seen in scenario] for scenario in execution.observations] == [[Outcome.RETURNED], [Outcome.CRASHED], []]

    def test_memory_is_bounded(self, sandbox: Sandbox) -> None:
        assert only(sandbox.run(function("def f(): return len(bytes(10**10))"), QUICK)).outcome is Outcome.MEMORY

    def test_output_and_input_lead_nowhere(self, sandbox: Sandbox) -> None:
        source = "import sys\ndef f():\n    print('x' * 10**6)\n    sys.stderr.write('y')\n    return sys.stdin.read(), sys.argv"
        assert only(sandbox.run(function(source), QUICK)).value == encode(("", ["answer"]))

    def test_nothing_can_be_written_to_files(self, sandbox: Sandbox, tmp_path: Path) -> None:
        source = f"def f():\n    with open({str(tmp_path / 'file')!r}, 'w') as stream: stream.write('x')"
        assert only(sandbox.run(function(source), QUICK)).outcome is not Outcome.RETURNED
        assert [path.stat().st_size for path in tmp_path.iterdir()] in ([], [0])

    def test_the_environment_is_empty_of_what_is_ours(self, sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("SKYT_SECRET_KEY", "secret")
        observation = only(sandbox.run(function("import os\ndef f(): return 'SKYT_SECRET_KEY' in os.environ"), QUICK))
        assert observation.value == "false"

    def test_sets_are_iterated_in_the_same_order_every_time(self, sandbox: Sandbox) -> None:
        program = function("def f(): return list({'a', 'b', 'c', 'd', 'e', 'f'})")
        assert len({only(sandbox.run(program, QUICK)).value for _ in range(3)}) == 1

    def test_forged_reports_do_not_break_the_reader(self, sandbox: Sandbox) -> None:
        source = (
            'import os\ndef f():\n    for number in range(3, 64):\n        try: os.write(number, b\'[0]\\n{\\n[[[[\\n[9,"returned","1","",""]\\n\')\n'
            "        except OSError: pass\n    return 1"
        )
        assert only(sandbox.run(function(source), QUICK)).value == encode(1)
