"""Records that are decoded when they are asked for."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from engine.adapters.postgres.reading import ReadRow


@dataclass(frozen=True, slots=True)
class Stored:
    """A JSON column that goes out as it is stored."""

    column: str


Plain = Mapping[str, Callable[[Any], Any] | Stored | None]


class Later:
    """Stands for a record: plain columns are read from the row, anything else makes the whole record first."""

    __slots__ = ("_made", "_make", "_plain", "_row")

    def __init__(self, row: ReadRow, plain: Plain, make: Callable[[Any], Any]) -> None:
        """Take the row, its plain columns with what turns each into the record's value, and what makes the record."""
        self._row, self._plain, self._make = row, plain, make
        self._made: Any = None

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - the record's value
        if name in self._plain:
            convert = self._plain[name]
            if isinstance(convert, Stored):
                return self._row.document(convert.column)
            value = getattr(self._row, name)
            return value if convert is None or value is None else convert(value)
        if self._made is None:
            self._made = self._make(self._row)
        return getattr(self._made, name)


def later(row: ReadRow, plain: Plain, make: Callable[[Any], Any]) -> Any:  # noqa: ANN401 - what `make` makes
    """What `make` makes of a row, made when it is needed."""
    return Later(row, plain, make)
