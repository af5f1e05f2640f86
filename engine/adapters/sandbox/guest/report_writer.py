"""Writes a child's report into the mapping it shares with the supervisor: no descriptor, no system call."""

import mmap
import os

from engine.adapters.sandbox.guest.report_format import FULL, HEAD, IS_LOCKED, OUTCOMES, STATE_BYTES, USED


class ReportWriter:
    """Appends frames; when no more fit, says so and ends the process."""

    def __init__(self, descriptor: int, size: int) -> None:
        """Map the report; the descriptor is not needed any longer. With descriptor -1 nobody else sees it."""
        self._state = mmap.mmap(descriptor, STATE_BYTES)
        self._memory = mmap.mmap(descriptor, size, offset=0 if descriptor < 0 else STATE_BYTES)
        self._end = USED.size
        self._room = size - HEAD.size

    def confirm_lock(self) -> None:
        """Say that this process is locked, and give up the page where that is said."""
        self._state[:1] = IS_LOCKED
        self._state.close()

    def write(self, kind: int, scenario: int = 0, outcome: str = "returned", texts: tuple[str, str, str] = ("", "", "")) -> None:
        """Append one frame whole: the count of used bytes is raised last."""
        value = texts[0].encode("utf-8", "backslashreplace")
        after = texts[1].encode("utf-8", "backslashreplace") if texts[1] else b""
        message = texts[2].encode("utf-8", "backslashreplace") if texts[2] else b""
        frame = HEAD.pack(kind, scenario, _NUMBERS[outcome], len(value), len(after), len(message)) + value + after + message
        if self._end + len(frame) > self._room:
            self._append(HEAD.pack(FULL, 0, 0, 0, 0, 0))
            os._exit(0)
        self._append(frame)

    def _append(self, frame: bytes) -> None:
        end = self._end + len(frame)
        self._memory[self._end : end] = frame
        self._end = end
        USED.pack_into(self._memory, 0, end - USED.size)


_NUMBERS = {outcome: number for number, outcome in enumerate(OUTCOMES)}
