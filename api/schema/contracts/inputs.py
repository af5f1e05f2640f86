"""Inputs about contracts."""

import strawberry

from api.schema.document_format import DocumentFormat


@strawberry.input
class ContractInput:
    """A contract in its published form, as a document."""

    document: str
    format: DocumentFormat = DocumentFormat.YAML


@strawberry.input
class NewContractVersionInput:
    """A new version of one of the organization's own contracts; the document has the same id and a higher version."""

    contract_id: strawberry.ID
    document: str
    format: DocumentFormat = DocumentFormat.YAML


@strawberry.input
class DeprecateContractInput:
    """Which version is no longer to be used, and why."""

    contract_id: strawberry.ID
    reason: str


@strawberry.input
class TryContractInput:
    """An output to be tried on a contract: a stored one, or a document that is not saved; exactly one of the two."""

    contract_id: strawberry.ID | None = None
    document: str | None = None
    format: DocumentFormat = DocumentFormat.YAML
    output: str
