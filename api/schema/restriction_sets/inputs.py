"""Inputs about restriction sets."""

import strawberry

from api.schema.document_format import DocumentFormat
from api.schema.enums import Kind


@strawberry.input
class RestrictionSetInput:
    """A restriction set in its published form, as a document."""

    document: str
    format: DocumentFormat = DocumentFormat.YAML


@strawberry.input
class NewRestrictionSetVersionInput:
    """A new version of one of the organization's own sets; the document has the same id and a higher version."""

    restriction_set_id: strawberry.ID
    document: str
    format: DocumentFormat = DocumentFormat.YAML


@strawberry.input
class DeprecateRestrictionSetInput:
    """Which version is no longer to be used, and why."""

    restriction_set_id: strawberry.ID
    reason: str


@strawberry.input
class TryRestrictionSetInput:
    """A stored set or a document, and the output of one kind to hold against it."""

    output: str
    kind: Kind
    restriction_set_id: strawberry.ID | None = None
    document: str | None = None
    format: DocumentFormat = DocumentFormat.YAML
