"""Port: well-kept programs outside Skyt that decide rules, such as a linter or a compiler; each is optional."""

from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class ToolOutput:
    """What a program said: its exit code and its two streams, each cut at a bound."""

    exit_code: int
    stdout: str
    stderr: str


class ToolRunner(Protocol):
    """Runs programs on one file of text; nothing in that text is ever executed.

    The program `cppcheck-misra` is cppcheck's MISRA add-on on cppcheck's dump of the file.
    """

    def run(self, program: str, arguments: tuple[str, ...], file_name: str, text: str) -> ToolOutput | None:
        """Run a program in an empty folder that holds the text as `file_name`; None when the program is not installed.

        Raises ToolFailed when it does not end in time or cannot be started.
        """
        ...
