"""`skyt run`: one job on a running server, from submission to the table of metrics."""

from contextlib import AbstractAsyncContextManager, nullcontext
from dataclasses import dataclass

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from cli.client import jobs
from cli.client.graphql import GraphQLClient
from cli.report import print_report
from engine.domain.errors import Fault, InvalidInput


@dataclass(frozen=True, slots=True)
class Account:
    """Who asks: a token, or e-mail and password."""

    token: str | None
    email: str | None
    password: str | None


async def run_job(server: str, account: Account, submission: jobs.Submission, console: Console) -> None:
    """Submit, follow and print. Raises SkytError with everything that a user can put right."""
    async with GraphQLClient(server, account.token) as client:
        async with signed_in(client, account):
            job = await jobs.submit(client, submission)
            for notice in job.notices:
                console.print(f"before it starts: {notice}", style="yellow", highlight=False, markup=False, soft_wrap=True)
            await _show_progress(client, job.id, console)
            print_report(console, await jobs.result(client, job.id))
        console.print(f"{server}/jobs/{job.id}", highlight=False, soft_wrap=True)


def signed_in(client: GraphQLClient, account: Account) -> AbstractAsyncContextManager[None]:
    """Where no token was given, be signed in during a block. Raises InvalidInput when nothing was given, ServerRefused."""
    if account.token is not None:
        return nullcontext()
    if account.email is None or account.password is None:
        hint = "give --token, or --email and --password (or SKYT_TOKEN, SKYT_EMAIL, SKYT_PASSWORD); `make up` prints a demo account"
        raise InvalidInput([Fault("nobody is signed in", path="$.account")], hint)
    return jobs.signed_in(client, account.email, account.password)


async def _show_progress(client: GraphQLClient, job_id: str, console: Console) -> None:
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=console, transient=True) as progress:
        task = progress.add_task("runs analysed", total=None)
        async for state in jobs.follow(client, job_id):
            progress.update(task, total=state.total, completed=state.analysed)
