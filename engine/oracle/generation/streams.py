"""Independent streams of inputs: the guard's own, and one that it never sees, for benchmarks and tests."""

import hashlib
import random
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Stream:
    """How a set of inputs is drawn: its name (part of the seed) and its mixing.

    `edge_inputs` is the most edge cases it starts with, `mutated_share` the share of mutated oracle tests among the rest,
    `own_share` how often texts and numbers come from the contract's own vocabulary, `longest` the most items of a long value.
    """

    name: str
    edge_inputs: int
    mutated_share: float
    own_share: float
    longest: int


GUARD = Stream("guard", edge_inputs=90, mutated_share=0.25, own_share=0.5, longest=40)
INDEPENDENT = Stream("independent", edge_inputs=24, mutated_share=0.1, own_share=0.3, longest=60)


def random_of(stream: Stream, contract_hash: str) -> random.Random:
    """The stream's source of chance for a contract: the same numbers for the same contract, wherever and whenever."""
    seed = hashlib.sha256(f"{stream.name}:{contract_hash}".encode()).digest()
    return random.Random(int.from_bytes(seed, "big"))  # noqa: S311 - inputs need repeatability, not secrecy
