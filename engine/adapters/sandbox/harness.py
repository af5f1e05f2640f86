"""What runs inside the child process, next to the code under test. Its source text is sent there; nothing else imports it.

The child reads one JSON request from descriptor 0 and writes one JSON array a line to the descriptor named on its command line:
`["ready"]`,
then `["loaded"]` or `["problem", outcome, message]`, then
`[scenario, outcome, value, arguments_after, message]` for each call, then `["end"]`.
`encode` is the function of engine/oracle/observation.py, whose source text is put in front of this one.
"""

import json
import os
import resource
import signal
import sys
from types import FrameType
from typing import Any

from engine.oracle.observation import encode

MODULE = "answer"
MESSAGE_CHARACTERS = 500


class CallTimeout(BaseException):
    """The clock of one scenario ran out."""


def main(output: int) -> None:
    """Serve one request."""
    request = json.loads(os.fdopen(0, "rb").read())
    silence()
    confine(request["memory_mb"], request["cpu_seconds"])
    report(output, ["ready"])
    namespace = load(request, output)
    if namespace is not None:
        target = namespace.get(request["entry_point"])
        if target is None:
            report(output, ["problem", "invalid", f"the answer does not define '{request['entry_point']}'"])
        else:
            report(output, ["loaded"])
            for number, scenario in enumerate(request["scenarios"]):
                play(request, output, target, number, scenario)
    report(output, ["end"])
    os._exit(0)


def silence() -> None:
    """Give the code under test an empty input and outputs that lead nowhere."""
    nowhere = os.open("/dev/null", os.O_RDWR)
    for descriptor in (0, 1, 2):
        os.dup2(nowhere, descriptor)
    sys.stdin = open(0, encoding="utf-8", closefd=False)  # noqa: SIM115
    sys.argv = [MODULE]


def confine(memory_mb: int, cpu_seconds: int) -> None:
    """Set the resource limits of this process; they cannot be raised again."""
    memory = memory_mb * 1024 * 1024
    limits = [
        (resource.RLIMIT_AS, memory),
        (resource.RLIMIT_CPU, cpu_seconds),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_NOFILE, 64),
        (resource.RLIMIT_NPROC, 0),
    ]
    for limit, value in limits:
        resource.setrlimit(limit, (value, value))


def report(output: int, message: list[Any]) -> None:
    """Write one line, whole."""
    line = (json.dumps(message) + "\n").encode()
    while line:
        line = line[os.write(output, line) :]


def load(request: dict[str, Any], output: int) -> dict[str, Any] | None:
    """Execute the module's body; answers with its namespace, or None after reporting why there is none."""
    module = type(sys)(MODULE)
    sys.modules[MODULE] = module
    try:
        code = compile(request["source"], "<answer>", "exec", dont_inherit=True)
        start_clock(request["call_seconds"])
        exec(code, module.__dict__)  # noqa: S102
    except BaseException as error:  # noqa: BLE001
        report(output, ["problem", failure(error)[0], describe(error, "the answer does not load")])
        return None
    finally:
        stop_clock()
    return module.__dict__


def play(request: dict[str, Any], output: int, target: Any, number: int, scenario: list[list[Any]]) -> None:
    """Make the calls of one scenario; the first that does not return ends it."""
    subject = target
    try:
        start_clock(request["call_seconds"])
        for method, arguments in scenario:
            outcome, value, after, message, result = call(subject, method, arguments, request["observation_bytes"])
            report(output, [number, outcome, value, after, message])
            if outcome != "returned":
                return
            subject = result if method == "init" else subject
    except BaseException as error:  # noqa: BLE001
        outcome, value = failure(error)
        report(output, [number, outcome, value, "", describe(error, "")])
    finally:
        stop_clock()


def call(subject: Any, method: str | None, arguments: list[Any], max_bytes: int) -> tuple[str, str, str, str, Any]:
    """Make one call: outcome, encoded value or exception type, encoded arguments after it, message, and the object itself."""
    function = subject if method in (None, "init") else getattr(subject, str(method), None)
    if function is None:
        return "invalid", "AttributeError", "", f"there is no method '{method}'", None
    try:
        result = function(*arguments)
        value = "null" if method == "init" else encode(result, max_bytes)
    except BaseException as error:  # noqa: BLE001
        outcome, name = failure(error)
        after = encode(arguments, max_bytes) if outcome == "raised" else ""
        return outcome, name, after, describe(error, ""), None
    return "returned", value, encode(arguments, max_bytes), "", result


def failure(error: BaseException) -> tuple[str, str]:
    """How an exception counts, and the name of its type."""
    if isinstance(error, CallTimeout):
        return "timeout", ""
    if isinstance(error, MemoryError):
        return "memory", ""
    return "raised", type(error).__qualname__


def describe(error: BaseException, prefix: str) -> str:
    """An exception in words; the exception's own text may fail or be without end."""
    try:
        text = str(error)[:MESSAGE_CHARACTERS]
    except BaseException:  # noqa: BLE001
        text = ""
    if not prefix:
        return text
    return f"{prefix}: {type(error).__qualname__}" + (f": {text}" if text else "")


def start_clock(seconds: float) -> None:
    """Raise CallTimeout in the code under test after so many seconds, and again every tenth of a second."""
    signal.signal(signal.SIGALRM, on_alarm)
    signal.setitimer(signal.ITIMER_REAL, seconds, 0.1)


def stop_clock() -> None:
    """Stop the clock."""
    signal.setitimer(signal.ITIMER_REAL, 0)


def on_alarm(_number: int, _frame: FrameType | None) -> None:
    """Interrupt the code under test."""
    raise CallTimeout
