"""The demo job: submitted once per data directory through the public API, followed, and shown."""

from dataclasses import replace
from hashlib import sha256
from typing import Any

from rich.console import Console

from cli.client import jobs, operations
from cli.client.graphql import GraphQLClient
from cli.report import print_report
from cli.seed import DEMO_EMAIL, DEMO_PASSWORD
from cli.settings import Settings
from engine.domain.errors import NotFound, SkytError

# Everything that the page can show.
ANALYSES = ("all", "properties")
PREFERRED_CONTRACTS = ("balanced_brackets", "roman_numerals")
MOST_RUNS = 20
SAMPLE_TEMPERATURE = 0.7
SEED = 1


async def show_demo_job(settings: Settings, console: Console) -> None:
    """Run the demo job, or find it finished, and print its metrics; why there is none is told, and the service goes on.

    It has recorded answers of a real model where SKYT_RECORDED_OUTPUTS names some, else the bundled sample answers.
    """
    try:
        async with GraphQLClient(settings.base_url) as client, jobs.signed_in(client, DEMO_EMAIL, DEMO_PASSWORD):
            submission = await demo_submission(client, "recorded" if settings.recorded_outputs else "sample")
            await _follow_and_print(client, (await jobs.submit(client, submission)).id, console)
    except SkytError as error:
        console.print(f"there is no demo job to show: {error}", highlight=False, markup=False)


async def _follow_and_print(client: GraphQLClient, job_id: str, console: Console) -> None:
    async for progress in jobs.follow(client, job_id):
        if not progress.status.is_final:
            console.print(
                f"demo job: {progress.generated} of {progress.total} runs generated, {progress.analysed} analysed", highlight=False
            )
    print_report(console, await jobs.result(client, job_id))


async def demo_submission(client: GraphQLClient, provider: str) -> jobs.Submission:
    """What the demo job asks for: a lively contract of this provider under every preset rule for Python.

    Its client job id says what is asked, so that other presets or another provider make another demo job and never a conflict.
    Raises NotFound where no contract has answers from the provider.
    """
    submission = await _choice(client, provider)
    asked = sha256(repr(submission).encode()).hexdigest()[:16]
    return replace(submission, client_job_id=f"demo-{asked}")


async def _choice(client: GraphQLClient, provider: str) -> jobs.Submission:
    contracts, sets = await jobs.choices(client)
    ordered = sorted(contracts, key=lambda node: (node["name"] not in PREFERRED_CONTRACTS, str(node["name"])))
    rules = jobs.newest(node for node in sets if node["source"] == "PRESET" and "PYTHON" in node["kinds"])
    for contract in ordered:
        model = await _liveliest_model(client, str(contract["id"]), provider)
        if model is not None:
            temperature = SAMPLE_TEMPERATURE if model["temperature"] is None else model["temperature"]
            runs = min(model["maxRuns"] or MOST_RUNS, MOST_RUNS)
            name = f"{contract['name']}@{contract['version']}"
            return jobs.Submission(name, provider, model["name"], runs, temperature, SEED, rules, analyses=ANALYSES)
    raise NotFound("model", provider, "no contract has answers from this provider")


async def _liveliest_model(client: GraphQLClient, contract_id: str, provider: str) -> dict[str, Any] | None:
    data: Any = await client.execute(operations.MODELS, contractId=contract_id)
    models = [model for item in data["providers"] if item["name"] == provider for model in item["models"]]
    return max(models, key=lambda model: (model["maxRuns"] or MOST_RUNS, model["temperature"] or 0, model["name"]), default=None)
