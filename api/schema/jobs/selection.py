"""From a filter of jobs to a selection."""

from uuid import UUID

from api.problems import invalid_input
from api.schema.jobs.inputs import JobFilter
from api.schema.node import key_of
from api.schema.order import bounded_text
from engine.adapters.postgres.readers.job_list import JobSelection


def job_selection(wanted: JobFilter | None) -> JobSelection:
    """Read a filter. Raises a GraphQLError naming what is no id, too long, or a time without a zone."""
    if wanted is None:
        return JobSelection()
    for name, moment in (("createdAfter", wanted.created_after), ("createdBefore", wanted.created_before)):
        if moment is not None and moment.tzinfo is None:
            raise invalid_input(f"filter.{name} has no time zone; end it with Z for UTC")
    return JobSelection(
        statuses=tuple(wanted.status or ()),
        contract_id=_key("contractId", wanted.contract_id, "Contract"),
        contract_name=bounded_text("contractName", wanted.contract_name),
        provider=bounded_text("provider", wanted.provider),
        model=bounded_text("model", wanted.model),
        restriction_set_id=_key("restrictionSetId", wanted.restriction_set_id, "RestrictionSet"),
        created_after=wanted.created_after,
        created_before=wanted.created_before,
        text=bounded_text("search", wanted.search),
    )


def _key(name: str, node: str | None, type_name: str) -> UUID | None:
    if not node:
        return None
    key = key_of(node, type_name)
    if key is None:
        raise invalid_input(f"filter.{name} is not the id of a {'contract' if type_name == 'Contract' else 'restriction set'}")
    return key
