"""What a server can answer instead of what was asked for."""

from engine.domain.errors import SkytError
from engine.domain.json_value import JsonObject


class ServerUnreachable(SkytError):
    """No server answers at the address; the text names it and what to check."""


class ServerRefused(SkytError):
    """The server answered with a problem: its message, what is wrong where, and its hint."""

    @classmethod
    def from_problem(cls, problem: JsonObject) -> "ServerRefused":
        """Read a GraphQL `Problem`, with the faults of an `InvalidInput`."""
        faults = problem.get("faults") or []
        assert isinstance(faults, list)
        lines = [str(problem["message"])]
        lines += [f"  {fault['path']}: {fault['message']}" for fault in faults if isinstance(fault, dict)]
        if problem.get("hint"):
            lines.append(str(problem["hint"]))
        return cls("\n".join(lines))
