"""Which runs of a job to list."""

import strawberry

from api.schema.enums import GenerationStatus
from api.schema.order import bounded_text
from engine.adapters.postgres.readers.runs import RunSelection


@strawberry.input
class RunFilter:
    """Which runs to list; what is left out does not narrow the list. `form` is the key of a canonical form."""

    status: list[GenerationStatus] | None = None
    form: str | None = None
    behaviour_class: int | None = None
    is_violating: bool | None = None


def run_selection(wanted: RunFilter | None) -> RunSelection:
    """Read a filter."""
    if wanted is None:
        return RunSelection()
    form = bounded_text("form", wanted.form)
    return RunSelection(tuple(wanted.status or ()), form, wanted.behaviour_class, wanted.is_violating)
