"""Hunt for broken laws of the structural normal form: `python -m bench.engine.fuzz --programs 20000 --seed 1 [--shrink]`."""

import argparse
import collections
import time

from tests.property.checks import Failure, check
from tests.property.generator import generate
from tests.property.shrinking import shrink


def main() -> None:
    """Run the programs of consecutive seeds; print each kind of failure, shrunk on request, and a count at the end."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--programs", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--shrink", action="store_true")
    parser.add_argument("--show", type=int, default=5, help="how many failures of each law to print")
    options = parser.parse_args()
    started, counts = time.process_time(), collections.Counter[str]()
    for seed in range(options.seed, options.seed + options.programs):
        program = generate(seed)
        failure = check(program.source, program.kinds, is_checked=program.is_checked, seed=seed)
        if failure is not None:
            counts[failure.law] += 1
            if counts[failure.law] <= options.show:
                _show(seed, program.source, program.kinds, failure, is_checked=program.is_checked, wants_small=options.shrink)
    print(f"{options.programs} programs, {time.process_time() - started:.1f} s, broken laws: {dict(counts)}")


def _show(seed: int, source: str, kinds: list[str], failure: Failure, *, is_checked: bool, wants_small: bool) -> None:
    def fails(candidate: str) -> bool:
        found = check(candidate, kinds, is_checked=is_checked, seed=seed)
        return found is not None and found.law == failure.law

    small = shrink(source, fails) if wants_small else source
    final = check(small, kinds, is_checked=is_checked, seed=seed) or failure
    print(f"===== seed {seed}: {failure.law}; {kinds} checked={is_checked}\n{small}\n----- became\n{final.evidence}\n", flush=True)


if __name__ == "__main__":
    main()
