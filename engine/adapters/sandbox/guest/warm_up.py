"""Plays a program of our own in the fork-server, so that children find the player's code warm.

The interpreter rewrites code while it runs it for the first times (PEP 659). Done after the fork, every child would copy those pages.
"""

import marshal
import sys

from engine.adapters.sandbox.guest.player import MODULE, Player
from engine.adapters.sandbox.guest.report_writer import ReportWriter

ROUNDS = 20
_REPORT_BYTES = 65_536
_SOURCE = """
def solve(value):
    items = [item for item in value]
    return {"items": items, "total": sum(items, 0.5)}
"""


def warm_up() -> None:
    """Play the program several times and forget it."""
    scenario = marshal.dumps([(None, [[1, 2, 3]], False)], 2)
    job = {"source": _SOURCE, "entry_point": "solve", "scenarios": [scenario], "scenario_seconds": None, "observation_bytes": 1_000}
    for _ in range(ROUNDS):
        Player(job, ReportWriter(-1, _REPORT_BYTES)).play()
    del sys.modules[MODULE]
