"""Where two documents differ."""

import strawberry
from strawberry.scalars import JSON

from api.schema.enums import DocumentChange
from engine.documents import difference


@strawberry.type
class DocumentDifference:
    """One place, as a JSON path, and what stands there in each document; null where nothing does."""

    path: str
    change: DocumentChange
    first: JSON | None
    second: JSON | None

    @classmethod
    def of(cls, item: difference.DocumentDifference) -> "DocumentDifference":
        """Show a difference."""
        return cls(path=item.path, change=item.change, first=_json(item.first), second=_json(item.second))


def _json(value: object) -> JSON | None:
    return None if value is None else JSON(value)
