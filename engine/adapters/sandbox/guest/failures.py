"""What an exception of the code under test counts as, and how it is told."""

import errno

from engine.oracle.observation import type_name

MESSAGE_CHARACTERS = 500
OUT_OF_TIME = "the time ran out"
_DENIED = (errno.EPERM, errno.EACCES)
_NO_THREAD = "can't start new thread"


_STACK = "RecursionError"


class ScenarioTimeout(BaseException):
    """The clock of one scenario ran out."""


def failure(error: BaseException) -> tuple[str, str]:
    """The outcome, and the exception's type name where it is the candidate's own doing."""
    kind = type(error)
    if kind is ScenarioTimeout:
        return "timeout", ""
    if kind is MemoryError:
        return "memory", ""
    return ("blocked" if _is_denial(error) else "raised"), type_name(kind)


def ends_scenario(method: str | None, outcome: str, value: str) -> bool:
    """Whether no call comes after this one: after a method that raised, unless it was the stack that ran out, others can."""
    can_go_on = outcome == "raised" and value != _STACK and method not in (None, "init")
    return outcome != "returned" and not can_go_on


def _is_denial(error: BaseException) -> bool:
    """Whether this is the answer of a system call that the sandbox refused, not an exception that the code made itself."""
    if type(error) is PermissionError:
        return error.errno in _DENIED
    return type(error) is RuntimeError and error.args == (_NO_THREAD,)


def describe(error: BaseException, prefix: str = "") -> str:
    """An exception in words; the exception's own text may fail, lie or be without end."""
    if type(error) is ScenarioTimeout:
        return f"{prefix}: {OUT_OF_TIME}" if prefix else OUT_OF_TIME
    text = _text(error)
    if not prefix:
        return text
    return f"{prefix}: {type_name(type(error))}" + (f": {text}" if text else "")


def _text(error: BaseException) -> str:
    try:
        text = str(error)
        return text[:MESSAGE_CHARACTERS] if type(text) is str else ""
    except BaseException:  # noqa: BLE001
        return ""
