"""Reading reports: whatever bytes a child leaves behind, the reader answers with an execution."""

import signal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.adapters.sandbox.guest.report_format import ENDED, FULL, HEAD, KEPT, LOADED, OBSERVED, OUTCOMES, PROBLEM, USED
from engine.adapters.sandbox.kept_arguments import kept_arguments
from engine.adapters.sandbox.report_reader import Ending, execution_of
from engine.ports.sandbox import Call, Execution, Observation, Outcome, Program

PROGRAM = Program("", "f", False, ((Call((1,)),), (Call((2,)),), (Call((3,)),)))
KEPT_ARGUMENTS = kept_arguments(PROGRAM, 1_000)
EXITED = Ending(0, was_stopped=False, wall_ms=1.0, processor_ms=1.0)


def frame(kind: int, scenario: int = 0, outcome: str = "returned", value: str = "", message: str = "") -> bytes:
    return HEAD.pack(kind, scenario, OUTCOMES.index(outcome), len(value), 0, len(message)) + (value + message).encode()


def report(*frames: bytes) -> bytes:
    content = b"".join(frames)
    return USED.pack(len(content)) + content


def seen(execution: Execution) -> list[list[tuple[str, str]]]:
    return [[(item.outcome.value, item.value) for item in scenario] for scenario in execution.observations]


def test_a_whole_report_is_read_whole() -> None:
    content = report(frame(LOADED), *(frame(OBSERVED, number, value=str(number)) for number in range(3)), frame(ENDED))
    execution = execution_of(content, EXITED, KEPT_ARGUMENTS, "seccomp")
    expected = tuple((Observation(Outcome.RETURNED, str(number)),) for number in range(3))
    assert execution == Execution(Outcome.RETURNED, expected, "seccomp")


def test_equal_reports_have_the_same_observations_and_times_of_their_own() -> None:
    content = report(frame(LOADED), *(frame(OBSERVED, number, value=str(number)) for number in range(3)), frame(ENDED))
    first, again = (
        execution_of(bytes(bytearray(content)), EXITED._replace(wall_ms=wall), KEPT_ARGUMENTS, "seccomp") for wall in (1.0, 2.0)
    )
    assert first.observations is again.observations
    assert (first.wall_ms, again.wall_ms) == (1.0, 2.0)
    assert execution_of(content, EXITED, KEPT_ARGUMENTS, "none").isolation == "none"
    killed = execution_of(content, EXITED._replace(status=signal.SIGKILL), KEPT_ARGUMENTS, "seccomp")
    assert killed.outcome is Outcome.MEMORY
    fewer = KEPT_ARGUMENTS[:2]
    assert seen(execution_of(content, EXITED, fewer, "seccomp")) == [[("returned", "0")], [("returned", "1")]]


@pytest.mark.parametrize(
    ("ending", "last", "outcome"),
    [
        (EXITED._replace(was_stopped=True, status=signal.SIGKILL), b"", "timeout"),
        (EXITED._replace(status=signal.SIGKILL), b"", "memory"),
        (EXITED._replace(status=signal.SIGSYS), b"", "blocked"),
        (EXITED._replace(status=signal.SIGXCPU), b"", "timeout"),
        (EXITED._replace(status=signal.SIGXFSZ), b"", "blocked"),
        (EXITED._replace(status=signal.SIGSEGV), b"", "crashed"),
        (EXITED._replace(status=3 << 8), b"", "crashed"),
        (EXITED, b"", "crashed"),
        (EXITED, frame(FULL), "blocked"),
    ],
)
def test_how_it_ended_stands_at_the_call_that_was_running(ending: Ending, last: bytes, outcome: str) -> None:
    execution = execution_of(report(frame(LOADED), frame(OBSERVED, value="a"), last), ending, KEPT_ARGUMENTS, "seccomp")
    assert (execution.outcome.value, seen(execution)) == (outcome, [[("returned", "a")], [(outcome, "")], []])


@pytest.mark.parametrize(
    "frames",
    [
        [frame(OBSERVED, 0), frame(OBSERVED, 0)],
        [frame(OBSERVED, 0), frame(OBSERVED, 7)],
        [frame(OBSERVED, 0), frame(LOADED)],
        [frame(OBSERVED, 0), HEAD.pack(OBSERVED, 1, 99, 0, 0, 0)],
        [frame(OBSERVED, 0), HEAD.pack(OBSERVED, 1, 0, 2**32 - 1, 0, 0)],
    ],
    ids=["one call twice", "a scenario that is none", "loaded twice", "an outcome that is none", "longer than the report"],
)
def test_what_cannot_follow_ends_the_reading(frames: list[bytes]) -> None:
    execution = execution_of(report(frame(LOADED), *frames), EXITED, KEPT_ARGUMENTS, "seccomp")
    assert seen(execution)[0] == [("returned", "")]
    assert ("returned", "") not in seen(execution)[1]


def test_what_is_no_text_is_replaced() -> None:
    broken = HEAD.pack(OBSERVED, 0, 0, 4, 0, 0) + b"a\0\xffb"
    execution = execution_of(report(frame(LOADED), broken), EXITED, KEPT_ARGUMENTS, "seccomp")
    assert execution.observations[0] == (Observation(Outcome.RETURNED, "a\ufffd\ufffdb"),)


def test_a_problem_has_no_observations() -> None:
    execution = execution_of(report(frame(PROBLEM, outcome="raised", message="why"), frame(ENDED)), EXITED, KEPT_ARGUMENTS, "seccomp")
    assert execution == Execution(Outcome.RAISED, ((), (), ()), "seccomp", "why")


@settings(deadline=None)
@given(st.binary(min_size=8, max_size=400))
def test_noise_is_never_more_than_a_crash(content: bytes) -> None:
    execution = execution_of(content, EXITED, KEPT_ARGUMENTS, "seccomp")
    assert len(execution.observations) == 3


@settings(deadline=None)
@given(st.lists(st.sampled_from(range(8)).flatmap(lambda kind: st.builds(
    frame, st.just(kind), st.integers(0, 5), st.sampled_from(OUTCOMES), st.text("ab", max_size=3), st.text("ab", max_size=3)
)), max_size=12), st.integers(0, 600))  # fmt: skip
def test_forged_frames_never_exceed_the_program(frames: list[bytes], used: int) -> None:
    content = b"".join(frames)
    execution = execution_of(USED.pack(used) + content, EXITED, KEPT_ARGUMENTS, "seccomp")
    assert [len(scenario) <= 1 for scenario in execution.observations] == [True] * 3


def test_arguments_that_no_call_can_change_are_known_without_being_told() -> None:
    program = Program("", "f", False, ((Call((1, "a")),), (Call(([2],)),), (Call((3,)),)))
    kept = kept_arguments(program, 1_000)
    assert kept == (('["list",["int","0x1"],"a"]',), (None,), ('["list",["int","0x3"]]',))
    content = report(
        frame(LOADED),
        frame(KEPT, 0, value="x"),
        frame(OBSERVED, 1, value="y"),
        frame(KEPT, 2, "timeout"),
        frame(ENDED),
    )
    read = execution_of(content, EXITED, kept, "seccomp").observations
    assert [item.arguments_after for scenario in read for item in scenario] == ['["list",["int","0x1"],"a"]', "", ""]


def test_a_report_that_keeps_arguments_which_can_change_is_read_up_to_there() -> None:
    kept = kept_arguments(Program("", "f", False, ((Call((1,)),), (Call(([2],)),))), 1_000)
    content = report(frame(LOADED), frame(KEPT, 0, value="x"), frame(KEPT, 1, value="y"), frame(ENDED))
    assert seen(execution_of(content, EXITED, kept, "seccomp")) == [[("returned", "x")], []]


@pytest.mark.parametrize(
    ("first", "expected"),
    [
        ([("returned", "null")], [("returned", "null"), ("timeout", "")]),
        ([("returned", "null"), ("raised", "ValueError")], [("returned", "null"), ("raised", "ValueError"), ("timeout", "")]),
        ([("raised", "ValueError")], [("raised", "ValueError")]),
        ([("returned", "null"), ("raised", "RecursionError")], [("returned", "null"), ("raised", "RecursionError")]),
    ],
)
def test_the_call_that_was_running_may_come_after_one_that_raised(first: list, expected: list) -> None:
    calls = (Call((), "init"), Call((), "get"), Call((), "get"))
    kept = kept_arguments(Program("", "C", True, (calls, calls)), 1_000)
    frames = [frame(OBSERVED, 0, outcome, value) for outcome, value in first]
    ending = EXITED._replace(was_stopped=True, status=signal.SIGKILL)
    execution = execution_of(report(frame(LOADED), *frames), ending, kept, "seccomp")
    rest = [] if expected[-1] == ("timeout", "") else [("timeout", "")]
    assert seen(execution) == [expected, rest]
