"""Writing a flat table as Parquet; imported when somebody asks for one, because what it needs takes 8 MB."""

import tempfile
from collections.abc import Mapping
from typing import IO, Any

from arro3.core import Array, DataType, Table
from arro3.io import write_parquet

_TYPES = {"text": DataType.string(), "number": DataType.float64(), "count": DataType.int64(), "flag": DataType.bool()}
_IN_MEMORY = 1_000_000


def written(columns: Mapping[str, list[Any]], kinds: Mapping[str, str]) -> IO[bytes]:
    """A temporary file with these columns, each of its kind: text, number, count or flag. The caller closes it."""
    table = Table.from_pydict({name: Array(values, _TYPES[kinds[name]]) for name, values in columns.items()})
    file = tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY)  # noqa: SIM115 - closed when it was sent
    write_parquet(table, file)
    file.seek(0)
    return file
