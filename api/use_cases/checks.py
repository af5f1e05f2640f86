"""Checks that several use cases share."""

from engine.domain.errors import Fault, InvalidInput


def checked_name(text: str, place: str) -> str:
    """A name without spaces around it. Raises InvalidInput unless it has from 1 to 200 printable characters."""
    name = text.strip()
    if not 1 <= len(name) <= 200 or not name.isprintable():
        raise InvalidInput([Fault(f"{place} must have from 1 to 200 printable characters", f"$.{place}")])
    return name
