"""What can go wrong on the command line, apart from the engine's own errors."""

from engine.domain.errors import SkytError


class SetUpFailed(SkytError):
    """A part of the stack could not be started; the text says which one and what to do."""


class ExamplesFailed(SkytError):
    """Examples of a restriction set did not come out as they should; the text says how many."""
