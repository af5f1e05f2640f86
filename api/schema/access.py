"""Who may do what: one check for mutations, one for fields. A key's role is never above its creator's (see `api.auth.roles`)."""

from api.context import Context
from api.problems import not_allowed as not_allowed_error
from api.schema import problems
from api.schema.enums import Role
from api.schema.problems import NotAllowed, NotSignedIn

_ORDER = (Role.VIEWER, Role.MAINTAINER, Role.ADMIN)


def refusal(context: Context, at_least: Role) -> NotSignedIn | NotAllowed | None:
    """Why the viewer may not do this, as data; None when they may."""
    if context.viewer is None:
        return problems.not_signed_in()
    return None if _reaches(context.viewer.role, at_least) else problems.not_allowed(context.viewer.role)


def require(context: Context, at_least: Role) -> None:
    """Raise a GraphQLError with code NOT_SIGNED_IN or NOT_ALLOWED unless the viewer may see this."""
    if not _reaches(context.signed_in.role, at_least):
        raise not_allowed_error(context.signed_in.role)


def _reaches(role: str, at_least: Role) -> bool:
    return _ORDER.index(Role(role)) >= _ORDER.index(at_least)
