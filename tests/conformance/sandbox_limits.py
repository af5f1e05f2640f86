"""How every Sandbox bounds programs and keeps failures apart. Subclass `SandboxLimitsConformance` and give it a fixture `sandbox`."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from engine.domain.errors import InvalidInput
from engine.domain.json_value import Json
from engine.oracle.observation import encode
from engine.ports.sandbox import Call, Execution, Limits, Observation, Outcome, Program, Sandbox

LIMITS = Limits(wall_seconds=10.0)


def function(source: str, *arguments: list[Json], name: str = "solve") -> Program:
    """A program of one function with one scenario for each list of arguments."""
    return Program(source, name, False, tuple((Call(tuple(each)),) for each in arguments))


def returned(value: object, *after: object) -> Observation:
    """The observation of a call that returned a value and left these arguments."""
    return Observation(Outcome.RETURNED, encode(value), encode(list(after)))


def outcomes(execution: Execution) -> list[list[str]]:
    return [[seen.outcome.value for seen in scenario] for scenario in execution.observations]


class SandboxLimitsConformance:
    """Needs a fixture `sandbox` that yields a Sandbox."""

    @pytest.mark.parametrize(
        "value",
        [None, True, 0, -1, 2**200, 0.1, -0.0, 1e308, "", "é☃🐍", "\ud83d", "a\0b", [], [1, [2.5, None]], {}, {"b": 1, "a": {"c": []}}],
        ids=repr,
    )
    def test_passes_values_in_and_out_exactly(self, sandbox: Sandbox, value: Json) -> None:
        execution = sandbox.run(function("def solve(value): return value", [value]), LIMITS)
        assert execution == Execution(Outcome.RETURNED, ((returned(value, value),),), execution.isolation)

    def test_plays_every_scenario_with_fresh_arguments(self, sandbox: Sandbox) -> None:
        shared: Json = [3, 1]
        execution = sandbox.run(function("def solve(items):\n  items.sort()\n  return items[0]", [shared], [shared]), LIMITS)
        assert execution.observations == ((returned(1, [1, 3]),), (returned(1, [1, 3]),))
        assert shared == [3, 1]

    def test_plays_operations_on_one_object(self, sandbox: Sandbox) -> None:
        source = "class Sum:\n  def __init__(self, n): self.n = n\n  def add(self, k):\n    self.n += k\n    return self.n"
        scenario = (Call((1,), "init"), Call((2,), "add"), Call((3,), "add"))
        execution = sandbox.run(Program(source, "Sum", True, (scenario, scenario[:2])), LIMITS)
        assert execution.observations == ((returned(None, 1), returned(3, 2), returned(6, 3)), (returned(None, 1), returned(3, 2)))

    def test_only_an_operation_that_cannot_be_made_ends_its_scenario(self, sandbox: Sandbox) -> None:
        source = "class Box:\n  def get(self): raise KeyError(1)"
        scenario = (Call((), "init"), Call((), "get"), Call((), "get"))
        execution = sandbox.run(Program(source, "Box", True, (scenario, (Call((), "init"), Call((), "lost")))), LIMITS)
        assert outcomes(execution) == [["returned", "raised", "raised"], ["returned", "invalid"]]

    def test_tells_exceptions_by_type_and_keeps_the_message_apart(self, sandbox: Sandbox) -> None:
        source = "class Own(ValueError): pass\ndef solve(own): raise (Own if own else ValueError)('why')"
        execution = sandbox.run(function(source, [False], [True]), LIMITS)
        seen = [(item.outcome, item.value, item.message) for (item,) in execution.observations]
        assert seen == [(Outcome.RAISED, "ValueError", "why"), (Outcome.RAISED, "answer.Own", "why")]

    @pytest.mark.parametrize(
        ("source", "outcome", "problem"),
        [
            ("def solve(:", Outcome.RAISED, "SyntaxError"),
            ("1 / 0", Outcome.RAISED, "ZeroDivisionError: division by zero"),
            ("def other(): pass", Outcome.INVALID, "the answer does not define 'solve'"),
            ("import os\nos._exit(0)", Outcome.CRASHED, "does not load"),
        ],
    )
    def test_what_does_not_load_is_the_candidates_failure(self, sandbox: Sandbox, source: str, outcome: Outcome, problem: str) -> None:
        execution = sandbox.run(function(source, [], []), LIMITS)
        assert (execution.outcome, execution.observations) == (outcome, ((), ()))
        assert problem in str(execution.problem)

    def test_the_clock_rules_and_keeps_what_was_seen(self, sandbox: Sandbox) -> None:
        source = "import time\ndef solve(seconds):\n  time.sleep(seconds)\n  return seconds"
        execution = sandbox.run(function(source, [0], [60], [0]), Limits(wall_seconds=1.5))
        assert execution.outcome is Outcome.TIMEOUT
        assert outcomes(execution) == [["returned"], ["timeout"], []]
        assert execution.wall_ms >= 1500

    def test_a_scenario_may_end_early_so_that_the_next_is_seen(self, sandbox: Sandbox) -> None:
        source = "def solve(n):\n  while n: pass\n  return n"
        execution = sandbox.run(function(source, [1], [0]), Limits(wall_seconds=20.0, scenario_seconds=0.2))
        assert (execution.outcome, outcomes(execution)) == (Outcome.RETURNED, [["timeout"], ["returned"]])

    def test_many_short_scenarios_are_no_long_one(self, sandbox: Sandbox) -> None:
        source = "import time\ndef solve(end):\n  end += time.process_time()\n  while time.process_time() < end: pass"
        execution = sandbox.run(function(source, *([0.05] for _ in range(20))), Limits(wall_seconds=60.0, scenario_seconds=0.3))
        assert (execution.outcome, outcomes(execution)) == (Outcome.RETURNED, [["returned"]] * 20)

    @pytest.mark.parametrize("act", ["signal(signal.SIGPROF, signal.SIG_IGN)", "setitimer(signal.ITIMER_PROF, 0)"])
    def test_a_clock_that_one_scenario_stops_runs_again_in_the_next(self, sandbox: Sandbox, act: str) -> None:
        source = f"import signal\ndef solve(n):\n  if not n: signal.{act}\n  while n: pass\n  return n"
        execution = sandbox.run(function(source, [0], [1], [0]), Limits(wall_seconds=20.0, scenario_seconds=0.2))
        assert (execution.outcome, outcomes(execution)) == (Outcome.RETURNED, [["returned"], ["timeout"], ["returned"]])

    def test_what_waits_without_end_is_ended_by_the_wall_clock(self, sandbox: Sandbox) -> None:
        source = "import time\ndef solve(seconds):\n  time.sleep(seconds)\n  return seconds"
        execution = sandbox.run(function(source, [60], [0]), Limits(wall_seconds=20.0, scenario_seconds=0.05))
        assert (execution.outcome, outcomes(execution)) == (Outcome.RETURNED, [["timeout"], ["returned"]])

    def test_a_machine_that_holds_a_program_up_decides_nothing(self, sandbox: Sandbox) -> None:
        source = "import time\ndef solve(seconds):\n  time.sleep(seconds)\n  return seconds"
        limits = Limits(wall_seconds=20.0, scenario_seconds=0.3, processor_seconds=1.0)
        execution = sandbox.run(function(source, *([0.5] for _ in range(3))), limits)
        assert (execution.outcome, outcomes(execution)) == (Outcome.RETURNED, [["returned"]] * 3)

    @pytest.mark.parametrize("disposition", ["SIG_DFL", "SIG_IGN"])
    def test_processor_time_is_bounded_over_all_scenarios(self, sandbox: Sandbox, disposition: str) -> None:
        source = "def solve(n):\n  while n: pass\n  return n"
        source = f"import signal\nsignal.signal(signal.SIGXCPU, signal.{disposition})\n{source}"
        execution = sandbox.run(function(source, [0], [1], [0]), Limits(wall_seconds=60.0, processor_seconds=1.0))
        assert (execution.outcome, outcomes(execution)) == (Outcome.TIMEOUT, [["returned"], ["timeout"], []])

    def test_memory_is_bounded(self, sandbox: Sandbox) -> None:
        execution = sandbox.run(function("def solve(n): return len(bytearray(n))", [10**6], [10**10], [10**6]), Limits(memory_mb=64))
        assert outcomes(execution) == [["returned"], ["memory"], ["returned"]]

    def test_a_crash_keeps_what_was_seen(self, sandbox: Sandbox) -> None:
        source = "import os\ndef solve(crash):\n  if crash: os._exit(0)\n  return 1"
        execution = sandbox.run(function(source, [False], [True], [False]), LIMITS)
        assert (execution.outcome, outcomes(execution)) == (Outcome.CRASHED, [["returned"], ["crashed"], []])

    def test_programs_share_no_state(self, sandbox: Sandbox) -> None:
        source = "import builtins\ndef solve():\n  seen = getattr(builtins, 'mark', 0)\n  builtins.mark = seen + 1\n  return seen"
        for _ in range(2):
            assert sandbox.run(function(source, [], []), LIMITS).observations == ((returned(0),), (returned(1),))

    def test_the_hash_seed_fixes_the_order_of_sets(self, sandbox: Sandbox) -> None:
        program = function("def solve(): return list({str(n) for n in range(50)})", [])
        first, again, other = (sandbox.run(program, Limits(hash_seed=seed)).observations for seed in (1, 1, 2))
        assert first == again
        assert first != other

    def test_serves_several_threads_at_once(self, sandbox: Sandbox) -> None:
        def run(number: int) -> Execution:
            return sandbox.run(function("def solve(n): return n * n", [number]), LIMITS)

        with ThreadPoolExecutor(4) as threads:
            executions = list(threads.map(run, range(40)))
        assert [execution.observations for execution in executions] == [((returned(n * n, n),),) for n in range(40)]

    @pytest.mark.parametrize("field", ["wall_seconds", "memory_mb", "observation_bytes", "scenario_seconds", "processor_seconds"])
    @pytest.mark.parametrize("value", [0, -1, 10**9])
    def test_limits_without_sense_are_the_requests_failure(self, sandbox: Sandbox, field: str, value: int) -> None:
        with pytest.raises(InvalidInput) as caught:
            sandbox.run(function("def solve(): pass", []), Limits(**{field: value}))
        assert [fault.path for fault in caught.value.faults] == [f"$.limits.{field}"]

    def test_arguments_without_bound_are_the_requests_failure(self, sandbox: Sandbox) -> None:
        value: Json = []
        for _ in range(100_000):
            value = [value]
        with pytest.raises(InvalidInput) as caught:
            sandbox.run(function("def solve(value): pass", [], [value]), LIMITS)
        assert [fault.path for fault in caught.value.faults] == ["$.scenarios[1]"]
