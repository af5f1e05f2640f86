"""The commands of `skyt` that need a server or are one."""

import asyncio
from typing import Annotated

import typer
from rich.console import Console

from cli.client.jobs import Submission
from cli.endpoint import read_endpoint
from cli.errors import SetUpFailed
from cli.password import give_password
from cli.run import Account, run_job
from cli.seed import seed as seed_database
from cli.settings import Settings
from cli.supervisor.up import up as run_stack
from cli.tier import give_tier
from engine.domain.quota import Tier
from migrations.run import upgrade
from workers.run import main as run_worker


def up() -> None:
    """Start everything on this machine, with embedded PostgreSQL and Redis unless SKYT_DATABASE_URL and SKYT_REDIS_URL are set."""
    run_stack(Settings(), Console())


def worker() -> None:
    """Run one worker process on SKYT_DATABASE_URL and SKYT_REDIS_URL; start as many as you wish."""
    run_worker()


def migrate() -> None:
    """Bring the tables of SKYT_MIGRATION_DATABASE_URL (or SKYT_DATABASE_URL) up to date."""
    asyncio.run(upgrade(_owner_url(Settings())))
    typer.echo("the tables are up to date")


def seed() -> None:
    """Write the preset contracts and restriction sets, and recorded contracts if SKYT_RECORDED_CONTRACTS names some."""
    settings = Settings()
    asyncio.run(seed_database(_owner_url(settings), settings, with_demo_user=False))
    typer.echo("the presets are written")


def tier(
    organization: Annotated[str, typer.Argument(help="Id of the organization, as the API shows it or as a UUID.")],
    name: Annotated[Tier, typer.Argument(help="The tier that it gets.")],
) -> None:
    """Give an organization a tier, as the owner of SKYT_MIGRATION_DATABASE_URL (or SKYT_DATABASE_URL); it counts from now on."""
    asyncio.run(give_tier(_owner_url(Settings()), organization, name))
    typer.echo(f"the organization's tier is {name.value}")


def password(email: Annotated[str, typer.Argument(help="E-mail address that the user signs in with.")]) -> None:
    """Give a user a new password and print it, as the owner of SKYT_MIGRATION_DATABASE_URL (or SKYT_DATABASE_URL); their sessions end."""
    typer.echo(asyncio.run(give_password(_owner_url(Settings()), email)))


def run(  # noqa: PLR0913, PLR0917 - one parameter per option of the command line
    contract: Annotated[str, typer.Option(help="Contract, as NAME or NAME@VERSION.")],
    model: Annotated[str, typer.Option(help="Model; for provider `recorded` an experiment, for `sample` a pool.")],
    provider: Annotated[str, typer.Option(help="Provider of the answers.")] = "sample",
    runs: Annotated[int, typer.Option(min=1, help="Number of runs.")] = 10,
    temperature: Annotated[float, typer.Option(min=0, help="Sampling temperature.")] = 0.0,
    seed: Annotated[int | None, typer.Option(help="Seed of the generations.")] = None,
    max_tokens: Annotated[int | None, typer.Option(min=1, help="Longest answer, in tokens.")] = None,
    top_p: Annotated[float | None, typer.Option(min=0, max=1, help="Share of the likeliest tokens to draw from.")] = None,
    system_prompt: Annotated[str | None, typer.Option(help="Instead of the contract's own.")] = None,
    stop: Annotated[list[str] | None, typer.Option(help="Text that ends an answer; may be repeated.")] = None,
    endpoint: Annotated[
        str | None,
        typer.Option(help="For provider `http`, as JSON or @FILE: an object with url, body, responsePath and, if need be, keyHeader."),
    ] = None,
    analysis: Annotated[list[str] | None, typer.Option(help="Metric to report, `all`, `summary` or `properties`; may be repeated.")] = None,
    max_cost_usd: Annotated[
        float | None, typer.Option(min=0, help="Most that the answers may cost, in US dollars by the price table.")
    ] = None,
    restriction_set: Annotated[list[str] | None, typer.Option(help="Restriction set, as NAME or NAME@VERSION; may be repeated.")] = None,
    client_job_id: Annotated[str | None, typer.Option(help="Your own id: submitting it again finds the same job.")] = None,
    server: Annotated[
        str | None, typer.Option(envvar="SKYT_SERVER", help="Address of the server [default: SKYT_HOST and SKYT_PORT].")
    ] = None,
    token: Annotated[str | None, typer.Option(envvar="SKYT_TOKEN", help="Token; instead of e-mail and password.")] = None,
    email: Annotated[str | None, typer.Option(envvar="SKYT_EMAIL", help="E-mail to sign in with.")] = None,
    password: Annotated[str | None, typer.Option(envvar="SKYT_PASSWORD", help="Password to sign in with.")] = None,
) -> None:
    """Submit one job to a running server, follow it to its end, and print its metrics."""
    sets = tuple(restriction_set or ())
    pins = (top_p, system_prompt, tuple(stop or ()), None if endpoint is None else read_endpoint(endpoint))
    submission = Submission(
        contract, provider, model, runs, temperature, seed, sets, client_job_id, max_tokens, max_cost_usd, tuple(analysis or ()), *pins
    )
    asyncio.run(run_job(server or Settings().base_url, Account(token, email, password), submission, Console()))


def _owner_url(settings: Settings) -> str:
    url = settings.migration_database_url or settings.database_url
    if url is None:
        raise SetUpFailed("set SKYT_MIGRATION_DATABASE_URL or SKYT_DATABASE_URL to the database; `skyt up` migrates its own by itself")
    return url
