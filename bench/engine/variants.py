"""How far typical answers to typical tasks come together: `python -m bench.engine.variants [NAME ...] [--show]`.

Reads tests/cases/variants, where each file holds answers to one task that do the same in its domain, written in different styles.
Prints for each task the share of its answers in the largest form; `--show` prints the forms themselves.
"""

import argparse
from collections import Counter
from statistics import fmean

from engine.canonicalization.pipeline import canonicalize, canonicalize_checked
from tests.unit.structure_cases import CaseFile, case_files


def forms_of(file: CaseFile) -> list[str]:
    """The checked form of each answer to a task."""
    entry = file.head["entry"] or None
    forms = [canonicalize_checked(canonicalize(text, entry), file.assumptions) for text in file.texts]
    return [form.output or form.source for form in forms]


def main() -> None:
    """Print one Markdown row for each task and one for all."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", help="only these tasks")
    parser.add_argument("--show", action="store_true", help="print the forms")
    options = parser.parse_args()
    print("| task | answers | forms | largest form |\n| --- | ---: | ---: | ---: |")
    shares: list[float] = []
    for file in case_files("variants"):
        if options.names and file.name not in options.names:
            continue
        counts = Counter(forms_of(file))
        shares.append(counts.most_common(1)[0][1] / len(file.texts))
        print(f"| {file.name} | {len(file.texts)} | {len(counts)} | {shares[-1]:.3f} |")
        if options.show:
            show(file, counts)
    print(f"| all {len(shares)} tasks | | | {fmean(shares):.3f} |")


def show(file: CaseFile, counts: Counter[str]) -> None:
    """Print each form with the numbers of the answers that have it."""
    forms = forms_of(file)
    for form, _ in counts.most_common():
        print(f"--- answers {[number for number, other in enumerate(forms) if other == form]}\n{form}")


if __name__ == "__main__":
    main()
