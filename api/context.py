"""What resolvers know about the request, or about the socket."""

from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field
from typing import Any

from starlette.requests import HTTPConnection
from starlette.responses import Response
from strawberry.types import Info as StrawberryInfo

from api.auth.client import address_of, client_of
from api.dataloaders import DataLoaders, build_loaders
from api.problems import not_signed_in
from api.services import Services
from engine.adapters.postgres.accounts import Account
from engine.adapters.postgres.sessions import Client
from engine.ports.tracing import Attributes


@dataclass(slots=True)
class Context:
    """One request's viewer and loaders; on a socket they are renewed for every operation and event."""

    services: Services
    connection: HTTPConnection
    response: Response | None
    viewer: Account | None = None
    token: str | None = None
    connection_params: dict[str, Any] | None = None
    _loaders: DataLoaders | None = field(default=None, repr=False)

    @property
    def address(self) -> str:
        """The network address that the request comes from."""
        return address_of(self.connection)

    @property
    def client(self) -> Client:
        """From where, and by which program, the request comes."""
        return client_of(self.connection)

    @property
    def signed_in(self) -> Account:
        """The viewer. Raises a GraphQLError with code NOT_SIGNED_IN when there is none."""
        if self.viewer is None:
            raise not_signed_in()
        return self.viewer

    @property
    def loaders(self) -> DataLoaders:
        """The loaders of this request or event, inside the viewer's scope."""
        if self._loaders is None:
            self._loaders = build_loaders(self.services.database, self.signed_in.scope)
        return self._loaders

    def span(self, name: str, attributes: Attributes) -> AbstractContextManager[object]:
        """A piece of work of this request, as a part of the caller's trace where it names one (W3C traceparent)."""
        if not self.services.tracing.is_on:
            return nullcontext()
        request_id = self.connection.scope.get("state", {}).get("request_id", "")
        told = {**attributes, "skyt.request_id": request_id}
        return self.services.tracing.span(name, told, self.connection.headers.get("traceparent"))

    def forget_viewer(self) -> None:
        """Look up again who asks, and everybody in their organization: this operation may have changed them."""
        if self.viewer is not None:
            self.services.viewers.forget(str(self.viewer.user.id))
            self.services.viewers.forget(str(self.viewer.organization_id))

    def renew_loaders(self) -> None:
        """Forget what was loaded."""
        self._loaders = None

    def release(self) -> None:
        """Let go of what was loaded; only when nothing of the operation is under way any more."""
        if self._loaders is not None:
            self._loaders.release()
            self._loaders = None


Info = StrawberryInfo[Context, None]
