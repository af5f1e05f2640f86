"""Reading a file of recorded outputs: JSON Lines, plain or gzip, one generation a line."""

import gzip
import json
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from engine.domain.errors import Fault, InvalidInput
from engine.domain.json_value import JsonObject
from engine.pipeline.recorded_run import RecordedRun

MAX_LINE_BYTES = 16_000_000
MAX_FILE_BYTES = 2_000_000_000
_GZIP_MAGIC = b"\x1f\x8b"
_TYPES: dict[str, tuple[type, str]] = {
    "experiment": (str, "text"),
    "contract_id": (str, "text"),
    "run": (int, "an integer"),
    "output": (str, "text"),
}


def read_recorded(path: Path) -> Iterator[RecordedRun]:
    """Read a file line by line, never the whole of it.

    Raises InvalidInput, with file and line, for a missing or empty file, for text that is not UTF-8 or not JSON, and for missing or
    wrong fields.
    """
    count = 0
    for number, raw in _lines(path):
        if raw.strip():
            count += 1
            yield _record(raw, number, path)
    if not count:
        raise InvalidInput([Fault("the file has no recorded output", file=str(path))])


def _lines(path: Path) -> Iterator[tuple[int, bytes]]:
    number = 0
    try:
        with _open(path) as stream:
            while raw := stream.readline(MAX_LINE_BYTES + 1):
                number += 1
                if len(raw) > MAX_LINE_BYTES:
                    raise InvalidInput([Fault(f"the line is longer than {MAX_LINE_BYTES} bytes", line=number, file=str(path))])
                yield number, raw
    except (gzip.BadGzipFile, EOFError, zlib.error) as error:
        raise InvalidInput([Fault(f"the gzip file is damaged: {error}", line=number + 1, file=str(path))]) from error
    except OSError as error:
        raise InvalidInput([Fault(f"the file cannot be read: {error.strerror}", file=str(path))], "Check the path.") from error


def _open(path: Path) -> IO[bytes]:
    with path.open("rb") as probe:
        is_gzip = probe.read(2) == _GZIP_MAGIC
    if path.suffix == ".gz" and not is_gzip:
        raise InvalidInput([Fault("the file is named .gz but is not gzip", file=str(path))], "Rename it or compress it.")
    opened: IO[bytes] = gzip.GzipFile(path, "rb") if is_gzip else path.open("rb")  # type: ignore[assignment]
    return opened


def _record(raw: bytes, number: int, path: Path) -> RecordedRun:
    value = _parse(raw, number, path)
    faults = [fault for name, (kind, word) in _TYPES.items() if (fault := _fault(value, name, kind, word, number, path))]
    if faults:
        raise InvalidInput(faults, "Each line needs experiment, contract_id, run and output.")
    extra = {name: item for name, item in value.items() if name not in _TYPES}
    return RecordedRun(value["experiment"], value["contract_id"], value["run"], value["output"], extra, number)  # type: ignore[arg-type]


def _parse(raw: bytes, number: int, path: Path) -> JsonObject:
    try:
        value = json.loads(raw.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise InvalidInput([Fault("the line is not UTF-8 text", line=number, file=str(path))], "Save the file as UTF-8.") from error
    except json.JSONDecodeError as error:
        raise InvalidInput([Fault(f"not valid JSON: {error.msg} at column {error.colno}", line=number, file=str(path))]) from error
    except (ValueError, RecursionError) as error:
        raise InvalidInput([Fault(f"not valid JSON: {error}", line=number, file=str(path))]) from error
    if not isinstance(value, dict):
        raise InvalidInput([Fault("expected a JSON object", line=number, file=str(path))])
    return value


def _fault(value: JsonObject, name: str, kind: type, word: str, number: int, path: Path) -> Fault | None:  # noqa: PLR0913, PLR0917
    if name not in value:
        return Fault(f"the field '{name}' is missing", line=number, file=str(path))
    item = value[name]
    if type(item) is not kind or (name == "run" and isinstance(item, int) and item < 0):
        return Fault(f"expected {word}" + (" of at least 0" if name == "run" else ""), f"$.{name}", number, str(path))
    return None
