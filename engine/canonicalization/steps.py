"""What each rewrite changed, for whoever wants to follow."""

from collections.abc import Sequence
from difflib import unified_diff

from engine.domain.run import RescueStep

MAX_DIFF_CHARACTERS = 50_000


class StepLog:
    """Collects the steps from one text to another; what changes nothing is no step. One that `is_broken` lacks some."""

    def __init__(self, text: str) -> None:
        """Start from a text."""
        self.text = text
        self.steps: list[RescueStep] = []
        self.is_broken = False

    def note(self, name: str, text: str) -> None:
        """Note what a rewrite made of the last text."""
        if text.rstrip() != self.text.rstrip():
            self.steps.append(RescueStep(name, diff(self.text, text)))
        self.text = text

    def extend(self, steps: Sequence[RescueStep], text: str) -> None:
        """Add steps that lead from the last text to another one."""
        self.steps.extend(steps)
        self.text = text


def diff(before: str, after: str) -> str:
    """A unified diff without file names and with three lines around each change, at most 50,000 characters."""
    lines = unified_diff(before.splitlines(), after.splitlines(), "before", "after", lineterm="")
    text = "\n".join(lines)
    return text if len(text) <= MAX_DIFF_CHARACTERS else text[:MAX_DIFF_CHARACTERS] + "\n… (shortened)"
