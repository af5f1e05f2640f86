"""Objects of the schema that are filled when a field is asked for that needs it."""

from typing import Any, TypeVar

from api.schema.node import node_id

T = TypeVar("T", bound="Lazy")


class Lazy:
    """A mixin for types made of a record: `lazily(record)` makes one that reads plain attributes straight from its record.

    A field that has no default, and whose attribute the type names in `plain`, is the record's attribute of the same name. Anything else
    makes the whole object with `of`, once, and reads that.
    """

    plain: Any = frozenset[str]()

    @classmethod
    def lazily(cls: type[T], record: Any) -> T:  # noqa: ANN401 - the type's record
        """An object over a record, nothing read yet."""
        made = cls.__new__(cls)
        made.__dict__["record"] = record
        return made

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - a field's value
        if name.startswith("_") or "record" not in self.__dict__:
            raise AttributeError(name)
        if name == "id":
            return node_id(type(self).__name__, self.__dict__["record"].id)
        if name in type(self).plain:
            return getattr(self.__dict__["record"], name)
        whole = type(self).of(self.__dict__["record"])  # type: ignore[attr-defined]
        if name not in whole.__dict__:
            raise AttributeError(name)
        self.__dict__.update(whole.__dict__)
        return self.__dict__[name]
