"""The command line's GraphQL operations are valid against the published schema."""

import pytest
from graphql import build_schema, parse, validate

from cli.client import operations
from tests.architecture.files import REPOSITORY

DOCUMENTS = {name: getattr(operations, name) for name in dir(operations) if name.isupper() and not name.startswith("_")}


@pytest.mark.parametrize("name", sorted(DOCUMENTS))
def test_operation_fits_the_schema(name: str) -> None:
    schema = build_schema((REPOSITORY / "schema.graphql").read_text())

    assert validate(schema, parse(DOCUMENTS[name])) == []
