"""What the canonical form of a long module costs: generated functions one after the other, in modules of several lengths.

Run: python -m bench.engine.long_modules [LINES ...]. The time for each line must not grow with the module.
"""

import re
import sys
import time

from engine.canonicalization.pipeline import canonicalize
from tests.property.generator import generate

LENGTHS = (100, 300, 1_000, 3_000)
_NAMES = re.compile(r"\b(entry|helper\d)\b")


def module(lines: int) -> str:
    """A module of at least so many lines, whose functions have nothing to do with each other."""
    parts: list[str] = []
    seed = found = 0
    while found < lines:
        source = generate(seed).source
        seed += 1
        if "SHARED" not in source:
            parts.append(_NAMES.sub(rf"\1_{seed}", source))
            found += source.count("\n") + 1
    return "\n".join(parts)


def main() -> None:
    """Measure and print a Markdown table."""
    lengths = [int(item) for item in sys.argv[1:]] or LENGTHS
    print("| lines | processor s | processor ms for each line |")
    print("| --- | --- | --- |")
    for length in lengths:
        source = module(length)
        started = time.process_time()
        form = canonicalize(source)
        seconds, lines = time.process_time() - started, source.count("\n")
        problem = f" ({form.problem})" if form.problem else ""
        print(f"| {lines:,}{problem} | {seconds:.2f} | {1000 * seconds / lines:.2f} |", flush=True)


if __name__ == "__main__":
    main()
