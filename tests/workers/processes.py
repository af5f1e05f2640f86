"""Real API and worker processes for tests; the workers with short leases and slow answers."""

import os
from pathlib import Path

import httpx

from cli.embedded.process import Process
from cli.embedded.servers import Addresses
from cli.settings import Settings
from cli.supervisor.programs import api_command, worker_command
from tests.polling import until

LEASE_SECONDS = 3
SWEEP_SECONDS = 0.3
DRAIN_SECONDS = 20


async def start_api(stores: Addresses, recorded_outputs: Path, port: int, log: Path) -> Process:
    """Start the API as the supervisor does, and wait until it answers."""
    settings = Settings(port=port)
    command = api_command(settings, _environment(stores, recorded_outputs, SKYT_PORT=port, SKYT_SECRET_KEY="for tests"))
    process = await Process.start(command, log)
    await until(lambda: _answers(f"{settings.base_url}/readyz"))
    return process


async def start_worker(stores: Addresses, recorded_outputs: Path, log: Path, latency_ms: int = 250, **more: object) -> Process:
    """Start a worker as the supervisor does."""
    times = {"SKYT_ANSWER_LATENCY_MS": latency_ms, "SKYT_LEASE_SECONDS": LEASE_SECONDS, "SKYT_SWEEP_SECONDS": SWEEP_SECONDS}
    times |= {"SKYT_DRAIN_SECONDS": DRAIN_SECONDS}
    return await Process.start(worker_command(_environment(stores, recorded_outputs, **times, **more)), log)


def _environment(stores: Addresses, recorded_outputs: Path, **more: object) -> dict[str, str]:
    settings = {
        "SKYT_DATABASE_URL": stores.application_url,
        "SKYT_REDIS_URL": stores.redis_url,
        "SKYT_RECORDED_OUTPUTS": recorded_outputs,
        "SKYT_DATA_DIR": recorded_outputs.parent / "data",
        "PATH": os.defpath,
    }
    return {name: str(value) for name, value in (settings | more).items()}


def _answers(url: str) -> bool:
    try:
        return httpx.get(url).status_code == httpx.codes.OK
    except httpx.TransportError:
        return False
