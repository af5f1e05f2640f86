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
class Column:
    """A column of another name than the record's field."""

    name: str


@dataclass(frozen=True, slots=True)
class Made:
    """What a function makes of a column's value, once."""

    column: str
    make: Convert


class Later(ReadRow):
    """A row that stands for a record; what `Made` values became is remembered."""

    __slots__ = ("_made",)

    def made(self, column: str, make: Convert) -> Any:  # noqa: ANN401 - what `make` makes
        """What `make` makes of a column's value."""
        try:
            return self._made[column]
        except AttributeError:
            self._made: dict[str, Any] = {}
        except KeyError:
            pass
        value = self._made[column] = make(self.decoded(column))
        return value


def later(kind: type[T], processors: Mapping[str, Convert], special: Mapping[str, Convert | Stored | Column | Made]) -> type[T]:
    """The class of rows that stand for records of a kind.

    Each field of the record is the column of its name, decoded by the column's processor, if it has one, and converted by the function that
    `special` names for it, if it is not null; or it is `Stored`, another `Column`, or `Made`. The record's own properties are kept.
    """
    named: Any = kind
    values = {field.name: _property(field.name, processors.get(field.name), special.get(field.name)) for field in fields(named)}
    computed = {name: value for name, value in vars(kind).items() if isinstance(value, property)}
    return type(f"Later{kind.__name__}", (Later,), {"__slots__": (), **values, **computed})


def _property(name: str, process: Convert | None, special: Convert | Stored | Column | Made | None) -> property:
    if isinstance(special, Stored):
        column = special.column
        return property(lambda row: row.document(column))
    if isinstance(special, Column):
        other = special.name
        return property(lambda row: row.decoded(other))
    if isinstance(special, Made):
        column, make = special.column, special.make
        return property(lambda row: row.made(column, make))
    if process is None and special is None:
        return property(lambda row: row._record[name])
    return property(_converted(name, [convert for convert in (process, special) if convert is not None]))


def _converted(name: str, converts: list[Convert]) -> Convert:
    def read(row: Any) -> Any:  # noqa: ANN401 - a row and its column's value
        value = row._record[name]
        for convert in converts:
            if value is not None:
                value = convert(value)
        return value

    return read
