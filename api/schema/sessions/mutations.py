"""Ending one's own sessions."""

from typing import Annotated

import strawberry

from api.auth import cookies
from api.context import Info
from api.schema.answering import answer_person
from api.schema.node import key_of
from api.schema.problems import InvalidInput, NotAllowed, NotFound, NotSignedIn, Unavailable
from engine.adapters.postgres.sessions import end_all_sessions, end_session
from engine.domain import errors
from engine.domain.job import Scope


@strawberry.type
class SessionRevoked:
    """The session counts no more."""

    session_id: strawberry.ID


@strawberry.type
class SignedOutEverywhere:
    """Every session ended, the present one included."""

    ended_sessions: int


RevokeSessionResult = Annotated[
    SessionRevoked | InvalidInput | NotFound | NotSignedIn | NotAllowed | Unavailable, strawberry.union("RevokeSessionResult")
]
SignOutEverywhereResult = Annotated[
    SignedOutEverywhere | InvalidInput | NotFound | NotSignedIn | NotAllowed | Unavailable, strawberry.union("SignOutEverywhereResult")
]


@strawberry.type
class SessionMutations:
    """For oneself."""

    @strawberry.mutation(description="End one of one's own sessions.")
    async def revoke_session(self, info: Info, id: strawberry.ID) -> RevokeSessionResult:  # noqa: A002 - the argument's name in the schema
        """Find and end it."""
        database, key = info.context.services.database, key_of(id, "Session")

        async def act(scope: Scope) -> SessionRevoked:
            if key is None or not await end_session(database, scope, key):
                raise errors.NotFound("session", "of this id", "use an id of viewer.sessions")
            return SessionRevoked(session_id=id)

        return await answer_person(info.context, act)

    @strawberry.mutation(description="End all of one's sessions, here and everywhere.")
    async def sign_out_everywhere(self, info: Info) -> SignOutEverywhereResult:
        """End them."""
        context = info.context

        async def act(scope: Scope) -> SignedOutEverywhere:
            ended = await end_all_sessions(context.services.database, scope, "signed out everywhere")
            context.viewer = None
            if context.response is not None:
                cookies.clear_session(context.response, is_secure=context.services.settings.is_production)
            return SignedOutEverywhere(ended_sessions=ended)

        return await answer_person(context, act)
