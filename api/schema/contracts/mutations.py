"""Validating, trying, creating, renewing and deprecating contracts."""

from collections.abc import Awaitable, Callable
from typing import Annotated
from uuid import UUID

import strawberry

from api.context import Info
from api.problems import not_found
from api.schema.contracts.inputs import ContractInput, DeprecateContractInput, NewContractVersionInput, TryContractInput
from api.schema.contracts.trial import ContractTrial
from api.schema.contracts.types import Contract
from api.schema.enums import Kind
from api.schema.problems import InvalidInput, NotAllowed, NotFound, NotSignedIn, Unavailable
from api.schema.saving import Refusal, attempted, required_key
from api.use_cases import contracts
from engine.domain import contract as domain
from engine.domain import errors
from engine.domain.job import Scope


@strawberry.type
class ContractValid:
    """The document is a contract that could be saved; nothing was."""

    name: str
    version: str
    kind: Kind
    oracle_tests: int


@strawberry.type
class ContractSaved:
    """The contract as it is stored now."""

    contract: Contract


ValidateContractResult = Annotated[
    ContractValid | InvalidInput | NotFound | NotSignedIn | NotAllowed | Unavailable, strawberry.union("ValidateContractResult")
]
SaveContractResult = Annotated[
    ContractSaved | InvalidInput | NotFound | NotSignedIn | NotAllowed | Unavailable, strawberry.union("SaveContractResult")
]
TryContractResult = Annotated[
    ContractTrial | InvalidInput | NotFound | NotSignedIn | NotAllowed | Unavailable, strawberry.union("TryContractResult")
]


@strawberry.type
class ContractMutations:
    """For maintainers and admins."""

    @strawberry.mutation(description="Check a contract without saving it.")
    async def validate_contract(self, info: Info, input: ContractInput) -> ValidateContractResult:  # noqa: A002 - the argument's name in the schema
        """Read and check."""

        async def check(_: Scope) -> ContractValid:
            found = await contracts.read_contract(input.document, input.format.value)
            return ContractValid(name=found.id, version=found.version, kind=found.kind, oracle_tests=len(found.oracle_tests))

        return await attempted(info, check)

    @strawberry.mutation(description="Run the tests of a contract, saved or not, on an output, in the sandbox. Nothing is saved.")
    async def try_contract(self, info: Info, input: TryContractInput) -> TryContractResult:  # noqa: A002 - the argument's name in the schema
        """Read the contract and try the output."""

        async def run(scope: Scope) -> ContractTrial:
            contract = await _contract(info, input)
            return ContractTrial.of(await info.context.services.trials.run(scope, contract, input.output))

        return await attempted(info, run)

    @strawberry.mutation(description="Save a new contract of the organization.")
    async def create_contract(self, info: Info, input: ContractInput) -> SaveContractResult:  # noqa: A002 - the argument's name in the schema
        """Check and store."""
        services = info.context.services
        return await _saved(info, lambda scope: contracts.create_contract(services, scope, input.document, input.format.value))

    @strawberry.mutation(description="Save a new version of one of the organization's contracts.")
    async def new_contract_version(self, info: Info, input: NewContractVersionInput) -> SaveContractResult:  # noqa: A002 - the argument's name in the schema
        """Check and store."""

        async def save(scope: Scope) -> UUID:
            key = required_key("contract", input.contract_id, "Contract")
            return await contracts.create_contract_version(info.context.services, scope, key, input.document, input.format.value)

        return await _saved(info, save)

    @strawberry.mutation(description="Say that a version of one of the organization's contracts is no longer to be used.")
    async def deprecate_contract(self, info: Info, input: DeprecateContractInput) -> SaveContractResult:  # noqa: A002 - the argument's name in the schema
        """Note it."""

        async def save(scope: Scope) -> UUID:
            key = required_key("contract", input.contract_id, "Contract")
            await contracts.deprecate_contract(info.context.services, scope, key, input.reason)
            return key

        return await _saved(info, save)


async def _contract(info: Info, wanted: TryContractInput) -> domain.Contract:
    if (wanted.contract_id is None) == (wanted.document is None):
        fault = errors.Fault("name either contractId or document", "$.document")
        raise errors.InvalidInput([fault])
    if wanted.document is not None:
        return await contracts.read_contract(wanted.document, wanted.format.value)
    key = required_key("contract", wanted.contract_id or "", "Contract")
    record = await info.context.loaders.contracts.load(key)
    if record is None:
        raise errors.NotFound("contract", str(key))
    return record.contract


async def _saved(info: Info, save: Callable[[Scope], Awaitable[UUID]]) -> ContractSaved | Refusal:
    key = await attempted(info, save)
    if not isinstance(key, UUID):
        return key
    record = await info.context.loaders.contracts.load(key)
    if record is None:
        raise not_found("contract")
    return ContractSaved(contract=Contract.of(record))
