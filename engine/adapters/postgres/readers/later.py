"""Records whose values are decoded when they are asked for."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from typing import Any, TypeVar

from engine.adapters.postgres.reading import ReadRow

T = TypeVar("T")
Convert = Callable[[Any], Any]


@dataclass(frozen=True, slots=True)
class Stored:
    """A JSON column that goes out as it is stored."""

    column: str


@dataclass(frozen=True, slots=True)
class Made:
    """A value made of a row, once."""

    make: Callable[[ReadRow], Any]


class Later:
    """A row that stands for a record; what `Made` values became is remembered."""

    __slots__ = ("_made", "_record", "_row")

    def __init__(self, row: ReadRow) -> None:
        """Take the row."""
        self._row, self._record = row, row._record
        self._made: dict[str, Any] | None = None


def later(kind: type[T], processors: Mapping[str, Convert], special: Mapping[str, Convert | Stored | Made | None]) -> Callable[[ReadRow], T]:
    """What makes records of a kind from rows.

    Each field of the record is the column of its name, decoded by the column's processor, if it has one, and converted by the function that
    `special` names for it, if it is not null; or it is `Stored` or `Made`. The record's own properties are kept.
    """
    values = {field.name: _property(field.name, processors.get(field.name), special.get(field.name)) for field in fields(kind)}  # type: ignore[arg-type]
    computed = {name: value for name, value in vars(kind).items() if isinstance(value, property)}
    made: Any = type(f"Later{kind.__name__}", (Later,), {"__slots__": (), **values, **computed})
    return made  # type: ignore[no-any-return]


def _property(name: str, process: Convert | None, special: Convert | Stored | Made | None) -> property:
    if isinstance(special, Stored):
        column = special.column
        return property(lambda later: later._row.document(column))
    if isinstance(special, Made):
        return property(_remembered(name, special.make))
    if process is None and special is None:
        return property(lambda later: later._record[name])
    converts = [convert for convert in (process, special) if convert is not None]
    return property(_converted(name, converts))


def _converted(name: str, converts: list[Convert]) -> Callable[[Later], Any]:
    def read(later: Later) -> Any:  # noqa: ANN401 - the column's value
        value = later._record[name]
        for convert in converts:
            if value is not None:
                value = convert(value)
        return value

    return read


def _remembered(name: str, make: Callable[[ReadRow], Any]) -> Callable[[Later], Any]:
    def read(later: Later) -> Any:  # noqa: ANN401 - the value made
        if later._made is None:
            later._made = {}
        if name not in later._made:
            later._made[name] = make(later._row)
        return later._made[name]

    return read
