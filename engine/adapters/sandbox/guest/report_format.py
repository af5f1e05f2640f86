"""The report: what a child leaves in shared memory. Written by untrusted code's neighbour, so its reader believes nothing.

Eight bytes hold the number of bytes used behind them (little-endian), raised after every whole frame; so a child that is killed at
any time leaves whole frames. A frame is a head (kind, scenario, outcome, lengths of three UTF-8 texts) and the three texts.
"""

import struct

USED = struct.Struct("<Q")
HEAD = struct.Struct("<BIBIII")

# What the server tells when a child has ended: its wait status and its processor time in microseconds.
STATUS = struct.Struct("<iQ")

LOCKED, LOADED, PROBLEM, OBSERVED, FULL, ENDED = range(1, 7)
OUTCOMES = ("returned", "raised", "timeout", "memory", "blocked", "crashed", "nondeterministic", "invalid")
