"""The report: what a child leaves in shared memory. Written by untrusted code's neighbour, so its reader believes nothing.

The file's first page is the state: its first byte says that the child has locked itself. The child gives that page up before any
candidate's code runs, so this much can be believed. The report follows.

Eight bytes hold the number of bytes used behind them (little-endian), raised after every whole frame; so a child that is killed at
any time leaves whole frames. A frame is a head (kind, scenario, outcome, lengths of three UTF-8 texts) and the three texts.
"""

import mmap
import struct

USED = struct.Struct("<Q")
HEAD = struct.Struct("<BIBIII")

# What the server tells when a child has ended: its wait status and its processor time in microseconds.
STATUS = struct.Struct("<iQ")

# KEPT is OBSERVED of a call that cannot change its arguments: the second text is left out, because the supervisor knows it.
LOADED, PROBLEM, OBSERVED, FULL, ENDED, KEPT = range(1, 7)
STATE_BYTES = mmap.PAGESIZE
IS_LOCKED = b"\x01"
OUTCOMES = ("returned", "raised", "timeout", "memory", "blocked", "crashed", "nondeterministic", "invalid")
