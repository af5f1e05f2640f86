"""Objects of the schema whose fields are read from a record when they are asked for."""

from collections.abc import Callable, Mapping
from operator import attrgetter
from typing import Any, ClassVar, TypeVar

from api.schema.node import node_id

T = TypeVar("T", bound="Lazy")


class Lazy:
    """A mixin for types made of a record: `of(record)` makes an object that reads each attribute when a field needs it.

    A field without a resolver is what its part makes of the record, or else the record's attribute of the same name; `id` is the node id
    of the record's own.
    """

    parts: ClassVar[Mapping[str, Callable[[Any], Any]]] = {}

    @classmethod
    def of(cls: type[T], record: Any) -> T:  # noqa: ANN401 - the type's record
        """Show a record."""
        made = cls.__new__(cls)
        made.__dict__["record"] = record
        return made

    @classmethod
    def reader(cls, attribute: str) -> Callable[[Any], Any]:
        """How an attribute is read from an object of this type."""
        part = cls.parts.get(attribute)
        if part is not None:
            return lambda shown: part(shown.record)
        if attribute == "id":
            name = cls.__name__
            return lambda shown: node_id(name, shown.record.id)
        return attrgetter(f"record.{attribute}")

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - a field's value
        if name.startswith("_") or "record" not in self.__dict__:
            raise AttributeError(name)
        return type(self).reader(name)(self)
