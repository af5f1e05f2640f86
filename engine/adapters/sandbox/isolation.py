"""Which layers a sandbox uses, and whether it may run where none of them exists."""

import os
from dataclasses import dataclass

ALLOW_UNISOLATED = "SKYT_SANDBOX_ALLOW_UNISOLATED"


@dataclass(frozen=True, slots=True)
class IsolationSettings:
    """The layers to use where the kernel has them, and whether to go on without any."""

    layers: tuple[str, ...] = ("landlock", "seccomp")
    allow_unisolated: bool = False


def isolation_from_environment() -> IsolationSettings:
    """All layers; running without isolation only where `SKYT_SANDBOX_ALLOW_UNISOLATED=1` says so."""
    return IsolationSettings(allow_unisolated=os.environ.get(ALLOW_UNISOLATED) == "1")
