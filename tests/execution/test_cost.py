"""What an operation may cost: page sizes multiply, whatever spelling they come in."""

import pytest
from graphql import GraphQLError

from api.execution.cost import check_cost
from api.execution.documents import Documents
from api.schema.build import build_schema

SCHEMA = build_schema()._schema
DOCUMENTS = Documents(SCHEMA, is_production=False)
JOBS = "query Q($n: Int, $m: Int) { jobs(first: $n) { edges { node { runs(first: $m) { nodes { id } } } } } }"


def cost(text: str, limit: int = 10**9, **variables: object) -> int:
    prepared = DOCUMENTS.prepare(text)
    return check_cost(SCHEMA, prepared, prepared.operation(None), variables, limit)


@pytest.mark.parametrize(
    ("text", "variables", "expected"),
    [
        ("{ viewer { role } }", {}, 1),
        ("{ jobs(first: 50) { nodes { id status } } }", {}, 1 + 50),
        ("{ jobs(first: 50) { edges { node { id } } } }", {}, 1 + 50 * 2),
        ("{ jobs { nodes { id } } }", {}, 1 + 20),
        ("{ a: jobs(first: 2) { nodes { id } } b: jobs(first: 3) { nodes { id } } }", {}, 3 + 4),
        (JOBS, {"n": 50, "m": 100}, 1 + 50 * (1 + 1 + 1 + 100)),
        (JOBS, {"n": 2, "m": 3}, 1 + 2 * (1 + 1 + 1 + 3)),
        ("query Q { ...F } fragment F on Query { jobs(first: 7) { nodes { pins { model } } } }", {}, 1 + 7 * 2),
    ],
)
def test_sizes_multiply(text: str, variables: dict[str, object], expected: int) -> None:
    assert cost(text, **variables) == expected
    assert cost(text, **variables) == expected


def test_too_much_is_refused_with_its_cost() -> None:
    with pytest.raises(GraphQLError) as caught:
        cost(JOBS, 5_000, n=50, m=100)
    assert caught.value.extensions == {"code": "TOO_COSTLY", "cost": 5151, "limit": 5000}
