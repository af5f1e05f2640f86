"""What a program does on given arguments, as far as a caller can tell: result, exception, arguments afterwards, output."""

import contextlib
import io
import math
import re
import signal
import types
import warnings
from collections.abc import Callable
from dataclasses import dataclass
from itertools import islice

from tests.property.probes import Probe

_ADDRESS = re.compile(r" at 0x[0-9a-f]+")
_MOST_ITEMS = 30


class OutOfTime(BaseException):
    """The program ran too long; nothing is known about it."""


@dataclass(frozen=True)
class Observation:
    """One call: what came back or was raised, the arguments afterwards, what was printed, what the probes were asked."""

    outcome: str
    arguments: str
    output: str


def load(source: str) -> dict[str, object]:
    """Run a module and answer with its names."""
    namespace: dict[str, object] = {"__name__": "case"}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        exec(compile(source, "<case>", "exec", dont_inherit=True), namespace)
    return namespace


def observe(source: str, entry: str, make_arguments: Callable[[], list[object]], seconds: float) -> Observation | None:
    """Run the module afresh, call its entry point; None when it takes too long."""
    arguments, printed = make_arguments(), io.StringIO()
    Probe.asked.clear()
    previous = signal.signal(signal.SIGALRM, _stop)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        with contextlib.redirect_stdout(printed):
            outcome = _outcome(source, entry, arguments)
        written = printed.getvalue() + "|" + ";".join(Probe.asked)
        return Observation(*(_ADDRESS.sub("", text) for text in (outcome, freeze(arguments), written)))
    except (OutOfTime, MemoryError, RecursionError):
        return None
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, previous)


def _outcome(source: str, entry: str, arguments: list[object]) -> str:
    try:
        function = load(source)[entry]
        first = freeze(function(*arguments))
        return first + " then " + freeze(function(*arguments))
    except RecursionError:
        raise
    except Exception as error:  # noqa: BLE001 - whatever is raised is an observation
        return f"raised {type(error).__name__}"


def _stop(_number: int, _frame: object) -> None:
    raise OutOfTime


def freeze(value: object) -> str:
    """A value with exact types, and which mutable parts of it are one and the same object."""
    return _freeze(value, {})


def _freeze(value: object, seen: dict[int, tuple[int, object]]) -> str:
    if isinstance(value, float):
        return f"float:{value!r}:{math.copysign(1, value)}"
    if isinstance(value, list | dict | set | Probe | types.GeneratorType):
        if id(value) in seen:
            return f"#{seen[id(value)][0]}"
        seen[id(value)] = (len(seen), value)
    name = type(value).__name__
    if isinstance(value, dict):
        return f"{name}{{" + ",".join(f"{_freeze(key, seen)}={_freeze(item, seen)}" for key, item in value.items()) + "}"
    if isinstance(value, set | frozenset):
        return f"{name}{{" + ",".join(sorted(_freeze(item, seen) for item in value)) + "}"
    if isinstance(value, list | tuple):
        return f"{name}(" + ",".join(_freeze(item, seen) for item in value) + ")"
    if isinstance(value, types.GeneratorType):
        return f"generator({_drain(value)})"
    if isinstance(value, int | str | bytes | complex | range) or value is None:
        return f"{name}:{value!r}"
    return f"{name}:{value.label}" if isinstance(value, Probe) else name


def _drain(value: object) -> str:
    try:
        return ",".join(_freeze(item, {}) for item in islice(value, _MOST_ITEMS))  # type: ignore[call-overload]
    except RecursionError:
        raise
    except Exception as error:  # noqa: BLE001 - whatever is raised is an observation
        return f"raised {type(error).__name__}"
