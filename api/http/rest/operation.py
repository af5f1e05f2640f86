"""What an operation of REST is: from these the routes and the OpenAPI document are made."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from http import HTTPStatus
from pathlib import Path
from typing import Any, Generic, TypeVar
from uuid import UUID

from pydantic import BaseModel
from starlette.requests import Request
from starlette.responses import Response

from api.context import Context
from api.dataloaders import DataLoaders
from api.execution.encoding import encoded
from api.http.rest.inputs import NoQuery
from api.http.rest.problem import Refused
from api.schema.enums import Role
from api.services import Services
from engine.domain.errors import NotFound
from engine.domain.job import Scope

OPENAPI_FILE = Path(__file__).resolve().parents[3] / "openapi.json"
QueryType = TypeVar("QueryType")
BodyType = TypeVar("BodyType")


@dataclass(frozen=True, slots=True)
class Call(Generic[QueryType, BodyType]):
    """One request of somebody who may make it, its query and body read."""

    context: Context
    request: Request
    query: QueryType
    body: BodyType

    @property
    def services(self) -> Services:
        """What every request shares."""
        return self.context.services

    @property
    def loaders(self) -> DataLoaders:
        """The request's loaders."""
        return self.context.loaders

    @property
    def scope(self) -> Scope:
        """Whose rows may be touched."""
        return self.context.signed_in.scope

    def id(self, kind: str) -> UUID:
        """The id in the path. Raises NotFound for what is none."""
        given = self.request.path_params["id"]
        try:
            return UUID(given)
        except ValueError as error:
            raise NotFound(kind, given[:100], "ids are UUIDs") from error

    def header(self, name: str, most: int) -> str | None:
        """A header's text. Raises Refused when it is too long or not printable."""
        given = self.request.headers.get(name)
        if given is not None and not (0 < len(given) <= most and given.isprintable()):
            raise Refused("INVALID_INPUT", f"the header {name} must have from 1 to {most} printable characters")
        return given


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer that succeeds: what it means, its model (None for a stream), its media types."""

    description: str
    model: Any = None
    media_types: tuple[str, ...] = ("application/json",)


@dataclass(frozen=True, slots=True)
class Operation:
    """One method of one path; `role` is the least that its caller must have."""

    method: str
    path: str
    name: str
    summary: str
    role: Role
    handle: Callable[[Call[Any, Any]], Awaitable[Response]]
    answers: Mapping[int, Answer]
    query: type[BaseModel] = NoQuery
    body: type[BaseModel] | None = None
    headers: Mapping[str, str] = field(default_factory=dict)
    refusals: tuple[str, ...] = ()


def shown(model: BaseModel, status: int = HTTPStatus.OK, headers: Mapping[str, str] | None = None) -> Response:
    """A model as an answer."""
    return Response(encoded(model.model_dump(mode="json")), status, dict(headers or {}), "application/json")
