"""Writes the expected files anew: `python -m tests.cases.regenerate`. Read the diff before you commit it."""

from pathlib import Path

from engine.canonicalization.pipeline import canonicalize

CASES = Path(__file__).with_name("canonical")

if __name__ == "__main__":
    for case in sorted(CASES.iterdir()):
        form = canonicalize((case / "input.py").read_text(encoding="utf-8"), "f")
        (case / "expected.py").write_text(form.output or f"# {form.problem}\n", encoding="utf-8")
