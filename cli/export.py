"""`skyt export`: a finished job in one file, fetched from a server."""

import asyncio
from pathlib import Path
from typing import Annotated, Any

import typer

from cli.client import operations
from cli.client.errors import ServerRefused
from cli.client.graphql import GraphQLClient
from cli.run import Account, signed_in
from cli.settings import Settings
from engine.domain.errors import Fault, InvalidInput, NotFound
from engine.pipeline.bundle import read_bundle


def export_command(  # noqa: PLR0913, PLR0917 - one parameter per option of the command line
    job: Annotated[str, typer.Argument(help="The job's id.")],
    output: Annotated[Path | None, typer.Option("--output", help="The file to write [default: the bundle's own name].")] = None,
    server: Annotated[
        str | None, typer.Option(envvar="SKYT_SERVER", help="Address of the server [default: SKYT_HOST and SKYT_PORT].")
    ] = None,
    token: Annotated[str | None, typer.Option(envvar="SKYT_TOKEN", help="Token; instead of e-mail and password.")] = None,
    email: Annotated[str | None, typer.Option(envvar="SKYT_EMAIL", help="E-mail to sign in with.")] = None,
    password: Annotated[str | None, typer.Option(envvar="SKYT_PASSWORD", help="Password to sign in with.")] = None,
) -> None:
    """Write a finished job to a file that `skyt replay` analyses again on any machine."""
    account = Account(token, email, password)
    name, content = asyncio.run(fetch_bundle(server or Settings().base_url, account, job))
    path = output or Path(name)
    try:
        path.write_bytes(content)
    except OSError as error:
        raise InvalidInput(
            [Fault(f"the file cannot be written: {error.strerror}", file=str(path))], "Choose another with --output."
        ) from error
    typer.echo(str(path))


async def fetch_bundle(server: str, account: Account, job_id: str) -> tuple[str, bytes]:
    """The bundle's file name and its verified bytes.

    Raises NotFound, ServerRefused for a job without a bundle, InvalidInput for one that does not have the hashes of its manifest.
    """
    async with GraphQLClient(server, account.token) as client, signed_in(client, account):
        job: Any = (await client.execute(operations.JOB_BUNDLE, id=job_id))["job"]
        if job is None:
            raise NotFound("job", job_id)
        bundle = job["result"] and job["result"]["bundle"]
        if bundle is None:
            raise ServerRefused(f"job {job_id} has no bundle: {why_no_bundle(job['status'])}")
        content = await client.fetch(bundle["url"])
    read_bundle(content, bundle["fileName"])
    return bundle["fileName"], content


def why_no_bundle(status: str) -> str:
    """Why a job of a status (as the schema spells it) has no bundle."""
    if status != "COMPLETED":
        return f"it is {status.lower()}, and only completed jobs have one"
    return "bundles are removed when the days are over for which the server keeps them (SKYT_ARTIFACT_DAYS); the result stays in the job"
