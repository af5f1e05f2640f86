"""Submitting a job: check everything, store it once, wake a worker."""

import asyncio
from dataclasses import dataclass, replace
from uuid import UUID

from api.dataloaders import DataLoaders
from api.services import Services
from api.use_cases.order_faults import cost_faults, order_faults, time_faults
from api.use_cases.wake_worker import wake_worker
from engine.adapters.postgres.readers.records import ContractRecord, RestrictionSetRecord
from engine.adapters.postgres.submissions import Submission, Submitted, Times, add_job
from engine.domain.errors import Fault, InvalidInput, NotFound
from engine.domain.experiment import AnchorStrategy, resolve_experiment
from engine.domain.job import Scope
from engine.domain.pins import Pins
from engine.domain.run import EvidenceLevel
from engine.restrictions.merger import RestrictionMerger

MAX_SETS = 20


@dataclass(frozen=True, slots=True)
class Order:
    """One experiment as it was asked for."""

    contract_id: UUID
    restriction_set_ids: tuple[UUID, ...]
    pins: Pins
    num_runs: int
    client_job_id: str | None
    analyses: tuple[str, ...]
    accepted_evidence: EvidenceLevel
    anchor_strategy: AnchorStrategy
    times: Times
    max_cost_usd: float | None = None


async def submit_job(services: Services, loaders: DataLoaders, scope: Scope, order: Order) -> Submitted:
    """Store a job as queued and wake a worker; when the message cannot be sent, the sweeper sends it later.

    Raises NotFound for a contract or restriction set that the scope does not see, QuotaExceeded when it does not fit,
    InvalidInput for everything else that is wrong.
    """
    faults = order_faults(order.pins, order.num_runs, order.client_job_id, order.analyses)
    faults += cost_faults(order.max_cost_usd)
    faults += time_faults(order.times)
    if faults:
        raise InvalidInput(faults)
    contract = await loaders.contracts.load(order.contract_id)
    if contract is None:
        raise NotFound("contract", str(order.contract_id))
    restriction_sets = await _restriction_sets(loaders, order)
    await _check_agreement(contract, restriction_sets)
    _check_contract_deprecation(contract)
    _check_deprecations(restriction_sets)
    check_provider(services, contract, order.pins, order.num_runs)
    resolved = resolve_experiment(
        contract.contract, tuple(item.restriction_set for item in restriction_sets), order.pins, order.num_runs, order.analyses
    )
    config = replace(
        resolved, accepted_evidence=order.accepted_evidence, anchor_strategy=order.anchor_strategy, max_cost_usd=order.max_cost_usd
    )
    await services.providers[order.pins.provider].for_job(scope, config)
    ordered_ids = tuple(
        item.id for item in sorted(restriction_sets, key=lambda item: (item.restriction_set.id, item.restriction_set.version))
    )
    submission = Submission(config, contract.id, ordered_ids, order.client_job_id, services.settings.tiers, order.times)
    submitted = await add_job(services.database, scope, submission)
    if not submitted.is_same:
        fault = Fault("this client job id was used for another experiment", "$.clientJobId")
        raise InvalidInput([fault], "use a new clientJobId, or send the same input again")
    if submitted.is_new:
        await wake_worker(services, scope, submitted.job_id, submitted.tier)
    return submitted


async def _restriction_sets(loaders: DataLoaders, order: Order) -> list[RestrictionSetRecord]:
    wanted = list(order.restriction_set_ids)
    if len(wanted) > MAX_SETS:
        raise InvalidInput([Fault(f"{len(wanted)} restriction sets, more than {MAX_SETS}", "$.restrictionSetIds")], "put rules together")
    records = await loaders.restriction_sets.load_many(wanted)
    for key, record in zip(wanted, records, strict=True):
        if record is None:
            raise NotFound("restriction set", str(key))
    return [record for record in records if record is not None]


async def _check_agreement(contract: ContractRecord, restriction_sets: list[RestrictionSetRecord]) -> None:
    """Merge the sets as the analysis will, so that a job whose sets conflict is refused with every conflict named."""
    sets = [item.restriction_set for item in restriction_sets]
    await asyncio.to_thread(RestrictionMerger.merge, contract.contract, sets, place="$.restrictionSetIds")


def _check_contract_deprecation(contract: ContractRecord) -> None:
    if contract.deprecation is not None:
        fault = Fault(f"contract '{contract.contract.id}' is deprecated: {contract.deprecation}", "$.contractId")
        raise InvalidInput([fault], "use a newer version")


def _check_deprecations(restriction_sets: list[RestrictionSetRecord]) -> None:
    faults = [
        Fault(f"restriction set '{item.restriction_set.id}' is deprecated: {item.deprecation}", f"$.restrictionSetIds[{index}]")
        for index, item in enumerate(restriction_sets)
        if item.deprecation is not None
    ]
    if faults:
        raise InvalidInput(faults, "use a newer version")


def check_provider(services: Services, contract: ContractRecord, pins: Pins, num_runs: int) -> None:
    """Raise InvalidInput when a provider cannot answer this contract with these pins."""
    client = services.providers.get(pins.provider)
    if client is None:
        fault = Fault(f"there is no provider '{pins.provider}'", "$.pins.provider")
        raise InvalidInput([fault], f"choose one of {', '.join(services.providers) or 'none (no provider is configured)'}")
    models = [model.name for model in client.models(contract.contract)]
    if pins.model not in models and not client.takes_any_model:
        fault = Fault(f"provider '{client.name}' has no model '{pins.model}' for this contract", "$.pins.model")
        raise InvalidInput([fault], f"choose one of {', '.join(models[:20])}" if models else "choose another provider for this contract")
    client.check(contract.contract, pins, num_runs)
