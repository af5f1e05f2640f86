"""The recorded generations that benchmarks read, where they are at hand."""

import sys
from pathlib import Path

from engine.adapters.llm.recorded_file import read_recorded
from engine.contracts.loader import load_contracts
from engine.pipeline.replay import Replay

DATA = Path(__file__).parents[2].parent / "shared" / "data"


def recorded(folder: Path = DATA) -> Replay:
    """A replay of all recorded experiments; ends the program with a sentence where there are none."""
    outputs, contracts = folder / "skyt-recorded.jsonl.gz", folder / "skyt-contracts.json"
    if not outputs.exists() or not contracts.exists():
        sys.exit(f"There are no recorded generations in {folder}; name another folder with --data.")
    return Replay(tuple(read_recorded(outputs)), {contract.id: contract for contract in load_contracts(contracts)})
