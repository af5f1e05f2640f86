"""Write schema.graphql from the code: `python -m api.schema.export`.

With `--release` write it as released.graphql too; with `--check BASE` name what breaks clients of BASE.
"""

import sys
from pathlib import Path

from graphql import build_schema as parse_schema
from graphql.utilities import find_breaking_changes

from api.schema.build import build_schema

SCHEMA_FILE = Path(__file__).resolve().parents[2] / "schema.graphql"
RELEASED_FILE = SCHEMA_FILE.with_name("released.graphql")


def exported() -> str:
    """The schema as it is written to the file."""
    return build_schema().as_str().strip() + "\n"


def breaking_changes(base: str, current: str) -> list[str]:
    """What clients of the base schema would stumble over, one sentence each."""
    changes = find_breaking_changes(parse_schema(base), parse_schema(current))
    return sorted(change.description for change in changes)


def main(arguments: list[str]) -> int:
    """Write the files, or compare with a base file; 1 when something breaks."""
    if arguments[:1] == ["--check"] and len(arguments) == 2:
        changes = breaking_changes(Path(arguments[1]).read_text(encoding="utf-8"), exported())
        sys.stdout.writelines(f"{change}\n" for change in changes)
        return 1 if changes else 0
    for file in (SCHEMA_FILE, RELEASED_FILE) if arguments == ["--release"] else (SCHEMA_FILE,):
        file.write_text(exported(), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
