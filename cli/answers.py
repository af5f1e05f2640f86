"""How many runs of a job got an answer, and what the others came to, in words."""


def answered(total: int, failed: int, refused: int, timed_out: int, waiting: int = 0) -> str | None:
    """Such as `17 of 20 runs answered; 2 refused, 1 timed out`; None where every run was answered."""
    others = {"failed": failed, "refused": refused, "timed out": timed_out, "never asked": waiting}
    named = ", ".join(f"{count} {name}" for name, count in others.items() if count)
    return f"{total - sum(others.values())} of {total} runs answered; {named}" if named else None
