"""Providers of answers and their models."""

import strawberry

from api.context import Info
from api.problems import not_found
from api.schema.node import key_of
from engine.ports.llm_client import LlmClient, ModelInfo


@strawberry.type
class Model:
    """A model that can answer a contract; `maxRuns` is null where there is no limit."""

    name: str
    title: str
    max_runs: int | None
    temperature: float | None

    @classmethod
    def of(cls, model: ModelInfo) -> "Model":
        """Show a model."""
        return cls(name=model.name, title=model.title, max_runs=model.max_runs, temperature=model.temperature)


@strawberry.type
class Provider:
    """Where answers come from; `notice` must stand wherever its answers do. With `takesAnyModel` there are more than it lists."""

    client: strawberry.Private[LlmClient]
    name: str
    title: str
    notice: str | None
    takes_any_model: bool

    @strawberry.field(description="The models that can answer a contract.")
    async def models(self, info: Info, contract_id: strawberry.ID) -> list[Model]:
        """Ask the provider."""
        loaders, key = info.context.loaders, key_of(contract_id, "Contract")
        record = None if key is None else await loaders.contracts.load(key)
        if record is None:
            raise not_found("contract")
        return [Model.of(model) for model in self.client.models(record.contract)]

    @classmethod
    def of(cls, client: LlmClient) -> "Provider":
        """Show a provider."""
        return cls(client=client, name=client.name, title=client.title, notice=client.notice, takes_any_model=client.takes_any_model)
