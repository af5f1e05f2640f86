"""Whether API and worker could use what is set, before anything is started."""

from collections.abc import Callable

from pydantic import ValidationError
from pydantic_settings import SettingsError

from api.execution.persisted import load_persisted
from api.settings import Settings as ApiSettings
from cli.errors import SetUpFailed
from cli.setting_faults import setting_faults, variable_fault
from cli.settings import Settings
from engine.adapters.artifact_settings import ArtifactSettings
from engine.adapters.filesystem.prices import load_prices
from engine.adapters.llm.remote.settings import ProviderSettings
from engine.domain.errors import InvalidInput
from workers.settings import WorkerSettings


def require_usable_settings() -> None:
    """Raise SetUpFailed, which names every variable that API or worker would end for, and what is allowed there."""
    faults = [fault for check in (_cli, _api, _worker, _providers, _artifacts) for fault in _faults(check)]
    if faults:
        raise SetUpFailed("\n".join(dict.fromkeys(faults)))


def _faults(check: Callable[[], None]) -> list[str]:
    try:
        check()
    except (ValidationError, SettingsError) as error:
        return setting_faults(error)
    except InvalidInput as error:
        return [variable_fault("prices", str(error))]
    except ValueError as error:
        return [variable_fault("persisted_operations", str(error))]
    return []


def _cli() -> None:
    Settings()


def _api() -> None:
    settings = ApiSettings()
    load_persisted(settings.persisted_operations, is_closed=settings.only_persisted_operations)


def _worker() -> None:
    # Where the servers are is told to a worker by whoever starts it.
    WorkerSettings(database_url="", redis_url="")


def _providers() -> None:
    load_prices(ProviderSettings().prices)


def _artifacts() -> None:
    ArtifactSettings()
