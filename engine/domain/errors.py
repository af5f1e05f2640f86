"""What can go wrong, as types. Each error says what is wrong, where, and what to do."""

from dataclasses import dataclass


class SkytError(Exception):
    """Base of every error that Skyt raises on purpose; its text is fit for a user's eyes."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong with an input: a message, a JSON path such as `$.domain.inputs[0]`, and where known file and line."""

    message: str
    path: str = "$"
    line: int | None = None
    file: str | None = None

    def __str__(self) -> str:
        place = ":".join(str(part) for part in (self.file, self.line) if part is not None)
        return " ".join(part for part in (f"{place}:" if place else "", f"{self.path}:", self.message) if part)


class InvalidInput(SkytError):
    """The user's input cannot be used; `faults` lists everything wrong with it at once."""

    def __init__(self, faults: list[Fault] | tuple[Fault, ...], hint: str = "") -> None:
        """Take every fault found and what the user can do about them."""
        self.faults = tuple(faults)
        self.hint = hint
        super().__init__("\n".join([*map(str, self.faults), *([hint] if hint else [])]))


class NotFound(SkytError):
    """Nothing of this kind has this name, or the viewer may not see it."""

    def __init__(self, kind: str, name: str, hint: str = "") -> None:
        """Take the kind of thing looked for, its name, and what the user can do."""
        self.kind, self.name, self.hint = kind, name, hint
        super().__init__(f"there is no {kind} '{name}'" + (f"; {hint}" if hint else ""))


class NotPossible(SkytError):
    """What was asked for cannot be done with a thing in its state."""

    def __init__(self, message: str, hint: str = "") -> None:
        """Take what stands in the way, and what the user can do."""
        self.hint = hint
        super().__init__(message)


class GenerationFailed(SkytError):
    """A provider gave no answer for one run; `reason` is one of `failed`, `refused`, `timed_out`."""

    def __init__(self, message: str, reason: str = "failed", *, retryable: bool = False) -> None:
        """Take what happened, how it counts, and whether asking again can help."""
        self.reason, self.retryable = reason, retryable
        super().__init__(message)


class NoAnswers(SkytError):
    """Not one run of a job got an answer or a refusal: there is nothing to measure."""


class SandboxFailed(SkytError):
    """The sandbox itself did not work; says nothing about the code it was given."""


class ToolFailed(SkytError):
    """A program outside Skyt that should decide a rule did not work; the text says which one and why."""


class LeaseLost(SkytError):
    """Another worker owns the job now; this one must stop writing to it."""


class StoreUnavailable(SkytError):
    """A database or message server does not answer; the text names it and what to check."""


class SecretUnreadable(SkytError):
    """A secret cannot be sealed or opened with the keys that this process was told; the text never holds the secret."""
