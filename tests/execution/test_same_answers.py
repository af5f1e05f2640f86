"""Our executor answers exactly as graphql-core's default one does: data, errors, paths and nulls, over generated documents."""

from typing import Any

import pytest
from graphql import (
    GraphQLObjectType,
    execute,
    get_named_type,
    is_abstract_type,
    is_composite_type,
    is_leaf_type,
)
from hypothesis import HealthCheck, Phase, given, reject, settings
from hypothesis import strategies as st
from strawberry.schema.schema import StrawberryGraphQLCoreExecutionContext

from api.execution.documents import Documents, Invalid
from api.execution.emitting import emit
from api.execution.encoding import encoded
from api.execution.executor import FastExecutor
from tests.execution.every_shape import schema

CORE = schema._schema
DOCUMENTS = Documents(CORE, is_production=False)
FRAGMENT = "fragment Words on Leaf { text again: text colour }"
VARIABLES = {"yes": True, "no": False, "first": 1}


@st.composite
def selections(draw: Any, kind: Any, depth: int) -> str:
    if is_abstract_type(kind):
        parts = [f"... on {possible.name} {draw(selections(possible, depth))}" for possible in CORE.get_possible_types(kind)]
        return "{ __typename " + " ".join(parts) + " }"
    names = [name for name, field in kind.fields.items() if is_leaf_type(get_named_type(field.type)) or depth > 0]
    chosen = draw(st.lists(st.sampled_from(names), min_size=1, max_size=5, unique=True))
    parts = [draw(fields(kind, name, depth, position)) for position, name in enumerate(chosen)]
    if kind.name == "Leaf" and draw(st.booleans()):
        parts.append("...Words")
    return "{ " + " ".join([*parts, *draw(st.sampled_from([[], ["__typename"]]))]) + " }"


@st.composite
def fields(draw: Any, parent: GraphQLObjectType, name: str, depth: int, position: int) -> str:
    field = parent.fields[name]
    alias = draw(st.sampled_from(["", f"a{position}_{name}: "]))
    arguments = draw(st.sampled_from(["", "(first: 3)", "(first: $first)"])) if "first" in field.args else ""
    directive = draw(st.sampled_from(["", "", "", " @skip(if: $no)", " @include(if: $yes)", " @skip(if: $yes)"]))
    kind = get_named_type(field.type)
    below = draw(selections(kind, depth - 1)) if is_composite_type(kind) else ""
    return f"{alias}{name}{arguments}{directive} {below}"


async def run(document: Any, executor: type, **more: Any) -> bytes:
    result = execute(CORE, document, variable_values=VARIABLES, executor_class=executor, **more)
    answer = await result if hasattr(result, "__await__") else result
    errors = sorted((error.formatted for error in answer.errors or ()), key=str)
    return encoded({"data": answer.data, "errors": errors})


@settings(max_examples=100, deadline=None, suppress_health_check=list(HealthCheck), phases=[Phase.generate])
@given(selections(CORE.query_type, 3))
async def test_generated_documents_are_answered_alike(selection: str) -> None:
    used = [name for name in ("yes", "no", "first") if f"${name}" in selection]
    header = " ".join(f"${name}: {'Int!' if name == 'first' else 'Boolean!'}" for name in used)
    fragment = FRAGMENT if "...Words" in selection else ""
    text = f"query Q{f'({header})' if used else ''} {selection} {fragment}"
    try:
        prepared = DOCUMENTS.prepare(text)
    except Invalid:
        reject()
    expected = await run(prepared.document, StrawberryGraphQLCoreExecutionContext)
    first = await run(prepared.document, FastExecutor, prepared=prepared)
    again = await run(prepared.document, FastExecutor, prepared=prepared)
    assert (first, again) == (expected, expected)


async def test_wrong_values_fail_alike() -> None:
    leaf = "{ text number ratio isGreen key colour size at code }"
    for fields_of_tree in (f"leaf {leaf}", f"maybeLeaf {leaf}", f"leaves {leaf}", f"holes {leaf}"):
        prepared = DOCUMENTS.prepare(f"{{ wrong {{ name {fields_of_tree} }} }}")
        expected = await run(prepared.document, StrawberryGraphQLCoreExecutionContext)
        assert await run(prepared.document, FastExecutor, prepared=prepared) == expected
        assert b'"errors":[{"message"' in expected


@pytest.mark.parametrize(
    ("level", "arguments", "is_written"), [(1, "", True), (1, "(first: 5)", True), (0, "", False), (1, "(first: 3)", False)]
)
async def test_bound_fields_are_written_where_they_are_ready_and_resolved_where_not(
    monkeypatch: pytest.MonkeyPatch, level: int, arguments: str, is_written: bool
) -> None:
    written: list[object] = []

    def noting(fields: Any, source: Any, bound: Any) -> dict[str, Any]:
        answer = emit(fields, source, bound)
        written.append(answer)
        return answer

    monkeypatch.setattr("api.execution.executor.emit", noting)
    prepared = DOCUMENTS.prepare(f"{{ tree(level: {level}) {{ __typename name bound{arguments} {{ number text }} }} }}")
    expected = await run(prepared.document, StrawberryGraphQLCoreExecutionContext)
    assert await run(prepared.document, FastExecutor, prepared=prepared) == expected
    assert ({"__typename", "name", "bound"} in [set(answer) for answer in written]) == is_written  # type: ignore[call-overload]
