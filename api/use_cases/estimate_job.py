"""Reckoning what a job would use and cost, before it is submitted."""

from uuid import UUID

from api.dataloaders import DataLoaders
from api.services import Services
from api.use_cases.order_faults import pin_faults
from api.use_cases.submit_job import check_provider
from engine.adapters.postgres.readers.run_history import run_history
from engine.domain.errors import InvalidInput, NotFound
from engine.domain.job import Scope
from engine.domain.pins import Pins
from engine.pipeline.estimate import Estimate, estimate_job


async def estimate(  # noqa: PLR0913, PLR0917 - what an estimate depends on
    services: Services, loaders: DataLoaders, scope: Scope, contract_id: UUID, pins: Pins, num_runs: int
) -> Estimate:
    """Estimate from the organization's earlier runs and the price table. Raises NotFound and InvalidInput as submitting would."""
    faults = pin_faults(pins, num_runs)
    if faults:
        raise InvalidInput(faults)
    contract = await loaders.contracts.load(contract_id)
    if contract is None:
        raise NotFound("contract", str(contract_id))
    check_provider(services, contract, pins, num_runs)
    history = await run_history(services.database, scope, contract_id, pins)
    return estimate_job(contract.contract, pins, num_runs, services.prices.find(pins.provider, pins.model), history)
