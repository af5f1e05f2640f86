"""Generated inputs, for any declaration: they have the declared shape, and nothing that a contract says stops the generator."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from engine.domain.contract import OracleTest
from engine.oracle.generation.inputs import generate_inputs, outside_inputs
from engine.oracle.generation.mutation import Mutator, coerced
from engine.oracle.generation.shapes import Choice, Record, Scalar, Series, Shape, Table, fits, shape_of
from engine.oracle.generation.streams import GUARD, random_of
from tests.unit.engine.test_generation import INT, TEXT, contract

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
    max_leaves=8,
)


def outline(value: object) -> object:
    if isinstance(value, list):
        return [outline(item) for item in value]
    if isinstance(value, dict):
        return {key: outline(item) for key, item in value.items()}
    return len(value) if isinstance(value, str) else type(value)


@given(JSON, st.integers(0, 100))
def test_mutating_leaves_keeps_lengths_and_types(value: object, seed: int):
    chance = random_of(GUARD, str(seed))
    assert outline(Mutator(chance, "ab", leaves_only=True).mutated(value)) == outline(value)


SHAPES = st.recursive(
    st.sampled_from([INT, TEXT, Scalar("float"), Scalar("bool"), Scalar("None"), Scalar("bytes")]),
    lambda inner: st.one_of(
        st.builds(Series, st.sampled_from(["list", "tuple"]), inner),
        st.builds(lambda items: Record(tuple(items)), st.lists(inner, min_size=1, max_size=3)),
        st.builds(Table, st.sampled_from([INT, TEXT]), inner),
        st.builds(lambda first, second: Choice((first, second)), inner, inner),
    ),
    max_leaves=4,
)


def annotation(shape: Shape) -> str:
    if isinstance(shape, Scalar):
        return shape.kind
    if isinstance(shape, Series):
        return f"{shape.kind}[{annotation(shape.item)}" + (", ...]" if shape.kind == "tuple" else "]")
    if isinstance(shape, Record):
        return f"tuple[{', '.join(map(annotation, shape.items))}]"
    if isinstance(shape, Table):
        return f"dict[{annotation(shape.key)}, {annotation(shape.value)}]"
    assert isinstance(shape, Choice)
    return f"Union[{', '.join(map(annotation, shape.options))}]"


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(SHAPES)
def test_every_declared_type_gets_fitting_values(shape: Shape):
    subject = contract(("x", annotation(shape), "any"))
    found = generate_inputs(subject, count=30).scenarios
    assert found
    assert [call.arguments for (call,) in found if not fits(shape_of(annotation(shape)), call.arguments[0])] == []


def test_json_values_take_the_declared_shape():
    assert coerced(Record((INT, Series("set", INT))), [1, [2, 2]]) == (1, {2})
    assert coerced(Table(INT, Scalar("float")), {"1": 2, "x": 3}) == {1: 2.0, "x": 3.0}
    assert coerced(Choice((INT, Series("tuple", INT))), [1]) == (1,)
    assert coerced(Series("set", Series("list", INT)), [[1]]) == [[1]]


FRAGMENTS = [
    "x",
    "len(x)",
    "1",
    "10**9",
    "-5",
    "10**400",
    "<",
    ">=",
    "==",
    "and",
    ",",
    ";",
    "any",
    "non-empty",
    "sorted",
    "unique",
    "all(",
    ")",
    "%",
    "0",
]
TYPES = [
    "int",
    "str",
    "list[int]",
    "set[list[int]]",
    "dict[list[int], int]",
    "Literal[()]",
    "tuple[()]",
    "set",
    "dict",
    "dict[str, Any]",
    "object",
    "x[",
]


@settings(deadline=None, max_examples=150, suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from(TYPES), st.lists(st.sampled_from(FRAGMENTS), max_size=6), st.lists(JSON, max_size=2))
def test_nothing_that_a_contract_declares_stops_the_generator(kind: str, words: list[str], arguments: list):
    tests = (OracleTest("t", tuple(arguments[:1]), None), OracleTest("t", tuple(arguments), None)) if arguments else ()
    subject = contract(("x", kind, " ".join(words)), tests=tests)
    assert len(generate_inputs(subject, count=20).scenarios) <= 20
    assert len(outside_inputs(subject, 3)) <= 3
