"""Signing in through an OpenID Connect provider: authorization code flow with PKCE, state and nonce (OpenID Connect Core 1.0)."""

import re
import secrets
from dataclasses import dataclass
from typing import Any

from authlib.integrations.base_client import OAuthError
from authlib.integrations.starlette_client import OAuth
from httpx2 import HTTPError
from joserfc.errors import JoseError
from starlette.middleware import Middleware
from starlette.middleware.sessions import SessionMiddleware
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from api.auth.client import client_of
from api.auth.cookies import set_session
from api.auth.provisioning import ensure_user
from api.auth.sign_in import checked_email, start_session
from api.services import Services
from api.settings import OidcProvider, Settings
from engine.adapters.postgres.accounts import Account, find_by_email, find_by_identity, link_identity, release_address
from engine.domain.errors import InvalidInput, SkytError, StoreUnavailable

_RETURN_TO = "return_to"
_REASONS = {400: "unusable", 403: "unverified", 503: "unavailable"}
# A path of this site: what a browser would read as another host begins with two slashes or a backslash.
_OWN_PATH = re.compile(r"/(?![/\\])[\x21-\x5b\x5d-\x7e]{0,1000}")


class Refused(SkytError):
    """The provider's answer does not sign anybody in; `status` is HTTP's."""

    def __init__(self, message: str, status: int) -> None:
        """Take the reason and the status."""
        self.status = status
        super().__init__(message)


@dataclass(frozen=True, slots=True)
class Identity:
    """What a provider vouches for."""

    issuer: str
    subject: str
    email: str | None
    is_verified: bool
    display_name: str


def oidc_routes(settings: Settings) -> list[Route]:
    """Two routes below /auth/oidc for each configured provider; what a login keeps in the browser meanwhile is in a signed cookie."""
    oauth = OAuth()
    kept = Middleware(
        SessionMiddleware,
        secret_key=settings.secret_key.get_secret_value() or secrets.token_urlsafe(48),
        session_cookie="skyt_login",
        max_age=600,
        same_site="lax",
        https_only=settings.is_production,
    )
    return [route for chosen in settings.oidc_providers for route in _routes_of(oauth, chosen, kept)]


def _routes_of(oauth: OAuth, chosen: OidcProvider, kept: Middleware) -> list[Route]:
    secret = chosen.client_secret
    client = oauth.register(
        chosen.name,
        client_id=chosen.client_id,
        client_secret=None if secret is None else secret.get_secret_value(),
        server_metadata_url=f"{chosen.issuer.rstrip('/')}/.well-known/openid-configuration",
        client_kwargs={"scope": "openid email profile", "code_challenge_method": "S256"},
    )
    provider, path = Provider(client, chosen.name), f"/{chosen.name}"
    return [
        Route(f"{path}/login", provider.login, middleware=[kept]),
        Route(f"{path}/callback", provider.callback, middleware=[kept]),
    ]


class Provider:
    """One configured provider."""

    def __init__(self, client: Any, name: str) -> None:  # noqa: ANN401 - Authlib has no types
        """Take Authlib's client, and the name that stands in addresses."""
        self._client, self._name = client, name

    async def login(self, request: Request) -> Response:
        """Send the browser to the provider."""
        services: Services = request.app.state.services
        base = services.settings.public_url or str(request.base_url)
        callback = f"{base.rstrip('/')}/auth/oidc/{self._name}/callback"
        try:
            response: Response = await self._client.authorize_redirect(request, callback)
        except (OAuthError, HTTPError) as error:
            return _refused(request, f"the identity provider does not answer: {type(error).__name__}", 503)
        request.session[_RETURN_TO] = _own_path(request.query_params.get(_RETURN_TO))
        return response

    async def callback(self, request: Request) -> Response:
        """Take the provider's answer, find or create the user, and start a session."""
        services: Services = request.app.state.services
        return_to = _own_path(request.session.get(_RETURN_TO))
        try:
            claims = await self._claims(request)
            session = await start_session(services, await account_of(services, _identity(claims)), client_of(request))
        except Refused as error:
            return _refused(request, str(error), error.status)
        except InvalidInput as error:
            return _refused(request, str(error), 400)
        except StoreUnavailable as error:
            return _refused(request, str(error), 503)
        response = RedirectResponse(return_to, status_code=303)
        set_session(response, session, is_secure=services.settings.is_production)
        return response

    async def _claims(self, request: Request) -> dict[str, Any]:
        """The verified claims of the id token; what the login kept in the browser is forgotten. Raises Refused."""
        try:
            token = await self._client.authorize_access_token(request)
        except (OAuthError, JoseError) as error:
            raise Refused(
                f"the identity provider's answer cannot be used ({error.error}); start again at /auth/oidc/{self._name}/login", 400
            ) from error
        except HTTPError as error:
            raise Refused(f"the identity provider does not answer: {type(error).__name__}", 503) from error
        request.session.clear()
        if "userinfo" not in token:
            raise Refused("the identity provider sent no id token; it must support OpenID Connect", 400)
        claims: dict[str, Any] = token["userinfo"]
        return claims


async def account_of(services: Services, identity: Identity) -> Account:
    """The identity's account: linked before, or found or created by its verified e-mail address. Raises Refused without one.

    An address that somebody changed theirs to, and never proved, leads to nobody's account.
    """
    database = services.database
    account = await find_by_identity(database, identity.issuer, identity.subject)
    if account is not None:
        return account
    if identity.email is None or not identity.is_verified:
        raise Refused("the identity provider has not verified your e-mail address; verify it there and sign in again", 403)
    email = checked_email(identity.email)
    before = await find_by_email(database, email)
    if before is not None and not before.is_verified:
        await release_address(database, before)
    await ensure_user(database, email, identity.display_name, None, identity.display_name)
    login = await find_by_email(database, email)
    assert login is not None, "the user was found or created just now"
    await link_identity(database, login, identity.issuer, identity.subject)
    return login.account


def _identity(claims: dict[str, Any]) -> Identity:
    email = claims.get("email")
    name = str(claims.get("name") or email or claims["sub"])[:200]
    return Identity(str(claims["iss"]), str(claims["sub"]), email, claims.get("email_verified") is True, name)


def _own_path(asked: object) -> str:
    return asked if isinstance(asked, str) and _OWN_PATH.fullmatch(asked) else "/"


def _refused(request: Request, message: str, status: int) -> Response:
    """A person is led to the sign-in page, which has words of its own for the reason; a program reads it as JSON."""
    if "text/html" in request.headers.get("accept", ""):
        return RedirectResponse(f"/sign-in?refused={_REASONS[status]}", status_code=303)
    return JSONResponse({"error": message}, status_code=status)
