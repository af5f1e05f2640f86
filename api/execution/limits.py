"""Bounds on documents, checked once per document: tokens, depth, aliases."""

from graphql import ASTValidationRule, specified_rules
from graphql.validation import NoSchemaIntrospectionCustomRule
from strawberry.extensions import max_aliases, query_depth_limiter

MAX_DEPTH = 12
MAX_ALIASES = 30
MAX_TOKENS = 3000
_BOUNDS: tuple[type[ASTValidationRule], ...] = (
    query_depth_limiter.create_validator(MAX_DEPTH, None),
    max_aliases.create_validator(MAX_ALIASES),
)


def validation_rules(*, is_production: bool) -> tuple[type[ASTValidationRule], ...]:
    """GraphQL's own rules and our bounds; in production also that nobody asks for the schema."""
    hidden = (NoSchemaIntrospectionCustomRule,) if is_production else ()
    return (*specified_rules, *_BOUNDS, *hidden)
