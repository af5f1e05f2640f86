"""One execution for all outputs and forms that are the same program, where it is proven that each would do just that."""

import ast
import re
from dataclasses import dataclass
from threading import Lock

from engine.canonicalization.memory import Memory
from engine.oracle.determinism import is_determined
from engine.pipeline.recorded_executions import was_ended
from engine.pipeline.same_programs import Identity, identity_of
from engine.ports.sandbox import Execution, Limits, Observation, Program, Sandbox

_WORDS = re.compile(r"\w+")
_WHOLE_MESSAGE = 500
_ROOM, _ENTRY, _OBSERVATION = 16_000_000, 300, 200


@dataclass(frozen=True, slots=True)
class Tried:
    """What a program does, and whether it is proven that it does the same every time."""

    execution: Execution
    is_determined: bool


class SharedExecutions:
    """Remembers what programs did: those that are determined by their arguments, came to their end, and show no name of their own.

    Safe to use from several threads: while a program runs, others that are the same wait for what comes of it.
    """

    def __init__(self) -> None:
        """Start with nothing."""
        self._known: Memory[tuple[Tried | None]] = Memory(_ROOM)
        self._turns = tuple(Lock() for _ in range(1_024))

    def run(self, program: Program, plays: str, limits: Limits, sandbox: Sandbox, tree: ast.Module | None) -> Tried:
        """What the program does: as remembered of the same program, else as the sandbox says. Raises what the sandbox raises.

        `plays` is a hash over the program's scenarios, none of whose arguments holds a set; `tree` is the source's, if it has one.
        """
        identity = identity_of(tree) if tree is not None else None
        if identity is None:
            return Tried(sandbox.run(program, limits), is_determined=False)
        key = (identity.key, program.entry_point, plays, limits)
        with self._turns[hash(key) % len(self._turns)]:
            known = self._known.get(key)
            if known is None:
                execution = sandbox.run(program, limits)
                tried = Tried(execution, is_determined(program.source, tree))
                is_shared = tried.is_determined and not was_ended(execution) and not _shows_names(execution, identity)
                self._known.put(key, (tried if is_shared else None,), _size(execution) if is_shared else _ENTRY)
                return tried
        return known[0] or Tried(sandbox.run(program, limits), is_determined=False)


def _shows_names(execution: Execution, identity: Identity) -> bool:
    """Whether a message may have the name of a local variable in it, which another program of this identity calls otherwise."""
    messages = {seen.message for seen in _seen(execution)}
    return execution.problem is not None or any(
        len(message) >= _WHOLE_MESSAGE or not identity.hidden.isdisjoint(_WORDS.findall(message)) for message in messages
    )


def _seen(execution: Execution) -> list[Observation]:
    return [seen for scenario in execution.observations for seen in scenario]


def _size(execution: Execution) -> int:
    return _ENTRY + sum(_OBSERVATION + len(seen.value) + len(seen.arguments_after) + len(seen.message) for seen in _seen(execution))
