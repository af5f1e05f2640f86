"""One file's content as a JSON value, together with the line that each value stands on."""

from dataclasses import dataclass, field
from pathlib import Path

from engine.domain.errors import Fault, InvalidInput
from engine.domain.json_value import Json

MAX_DOCUMENT_BYTES = 2_000_000
MAX_DEPTH = 60
MAX_NODES = 200_000

Place = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Document:
    """A parsed file: its value, and the line (from 1) of each place; a place is the keys and indexes on the way to it."""

    value: Json
    file: str
    lines: dict[Place, int] = field(default_factory=dict)

    def line(self, place: Place) -> int | None:
        """The line of a place, or of the nearest place around it that has one."""
        while place and place not in self.lines:
            place = place[:-1]
        return self.lines.get(place)

    def fault(self, message: str, place: Place = ()) -> Fault:
        """A fault at a place of this document."""
        return Fault(message, json_path(place), self.line(place), self.file)


def json_path(place: Place) -> str:
    """Spell a place as a JSON path, such as `$.domain.inputs[0]`."""
    return "$" + "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in place)


def read_text(path: Path, max_bytes: int = MAX_DOCUMENT_BYTES) -> str:
    """Read a bounded UTF-8 file. Raises InvalidInput for a missing, unreadable, oversized, empty or otherwise encoded file."""
    try:
        if path.stat().st_size > max_bytes:
            raise InvalidInput([Fault(f"the file is larger than {max_bytes} bytes", file=str(path))])
        text = path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise InvalidInput([Fault(f"the file cannot be read: {error.strerror}", file=str(path))], "Check the path.") from error
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        raise InvalidInput([Fault("the file is not UTF-8 text", line=line, file=str(path))], "Save it as UTF-8.") from error
    if not text.strip():
        raise InvalidInput([Fault("the file is empty", file=str(path))])
    return text
