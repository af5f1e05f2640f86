"""Generated programs keep every law of the structural normal form; the seeds are fixed.

`python -m bench.engine.fuzz --programs 2000 --seed 1` takes others, and more of them than fit into every run of the tests.
"""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.property.checks import assumptions_for, check, normal_text
from tests.property.generator import generate

BATCHES, SIZE = 20, 50
ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("batch", range(BATCHES))
def test_generated_programs_keep_every_law(batch: int) -> None:
    broken = {}
    for seed in range(batch * SIZE, (batch + 1) * SIZE):
        program = generate(seed, largest=2)
        failure = check(program.source, program.kinds, is_checked=program.is_checked, seed=seed, calls=3)
        if failure is not None:
            broken[seed] = f"{failure.law}\n{program.source}\n{failure.evidence}"
    assert broken == {}


def test_the_form_does_not_depend_on_the_order_of_hashes() -> None:
    texts = {_forms_in_another_process(hash_seed) for hash_seed in ("0", "1", "12345")}
    assert len(texts) == 1
    assert texts.pop().count("def entry") == 40


def _forms_in_another_process(hash_seed: str) -> str:
    environment = {**os.environ, "PYTHONHASHSEED": hash_seed, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-W", "ignore", "-m", "tests.property.test_generated_programs"]
    return subprocess.run(command, capture_output=True, text=True, check=True, env=environment, cwd=ROOT).stdout


def _print_forms() -> None:
    for seed in range(40):
        program = generate(seed, largest=3)
        print(normal_text(program.source, assumptions_for(program.kinds, is_checked=program.is_checked)))


if __name__ == "__main__":
    _print_forms()
