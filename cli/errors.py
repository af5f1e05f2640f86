"""What can go wrong on the command line, apart from the engine's own errors."""

from engine.domain.errors import SkytError


class SetUpFailed(SkytError):
    """A part of the stack could not be started; the text says which one and what to do."""
