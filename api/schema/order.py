"""How lists are sorted and searched."""

from enum import StrEnum

import strawberry

from api.problems import invalid_input
from api.schema.node import UNSAFE
from engine.adapters.postgres.readers.job_sort import JobSort

MAX_TEXT = 300


@strawberry.enum
class TimeOrder(StrEnum):
    """By the time of creation."""

    NEWEST = "newest"
    OLDEST = "oldest"


_JOB_SORT = (
    "What jobs are sorted by; where two are equal, by time. REPEATABILITY is that of their programs, R_structural; "
    "jobs without it are lowest."
)
strawberry.enum(JobSort, description=_JOB_SORT)


@strawberry.enum
class NamedOrder(StrEnum):
    """By the time of creation, or by name and then by version as it was created."""

    NEWEST = "newest"
    OLDEST = "oldest"
    NAME = "name"


def bounded_text(name: str, text: str | None, within: str = "filter.") -> str | None:
    """A text of a filter, or of another argument (`within` nothing); None for an empty one.

    Raises a GraphQLError when it is too long or holds what no text here holds.
    """
    if text is not None and len(text) > MAX_TEXT:
        raise invalid_input(f"{within}{name} has more than {MAX_TEXT} characters")
    if text is not None and UNSAFE.search(text):
        raise invalid_input(f"{within}{name} holds a null character or half a character")
    return text or None
