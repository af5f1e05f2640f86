"""Generated inputs: declared constraints hold, the same contract gives the same inputs, edge cases are there, streams are independent."""

from dataclasses import replace

import pytest

from engine.adapters.filesystem.contracts import preset_contracts
from engine.domain.contract import Contract, DomainInput, Kind, Operation, OracleTest
from engine.oracle.generation.constraints import meets, read_constraint
from engine.oracle.generation.expressions import holds, parse_condition
from engine.oracle.generation.hints import Bounds
from engine.oracle.generation.inputs import encoded, generate_inputs, outside_inputs
from engine.oracle.generation.shapes import Choice, Fixed, Record, Scalar, Series, Shape, Table, shape_of
from engine.oracle.generation.streams import GUARD, INDEPENDENT
from engine.oracle.generation.vocabulary import vocabulary_of
from engine.oracle.observation import encode

INT, TEXT = Scalar("int"), Scalar("str")
PYTHON_PRESETS = [item for item in preset_contracts() if item.kind is Kind.PYTHON]


def contract(*inputs: tuple[str, str, str], tests: tuple[OracleTest, ...] = ()) -> Contract:
    domain = tuple(DomainInput(*item) for item in inputs)
    return Contract("c", "1.0.0", Kind.PYTHON, "C", "Write f.", function_name="f", domain=domain, oracle_tests=tests)


def drawn(subject: Contract, **more) -> list[tuple[object, ...]]:
    return [scenario[0].arguments for scenario in generate_inputs(subject, **more).scenarios]


def firsts(kind: str, constraint: str) -> list:
    return [arguments[0] for arguments in drawn(contract(("x", kind, constraint)))]


@pytest.mark.parametrize(
    ("annotation", "shape"),
    [
        ("int", INT),
        ("integer", INT),
        ("list[int]", Series("list", INT)),
        ("List[str]", Series("list", TEXT)),
        ("typing.Sequence[int]", Series("list", INT)),
        ("tuple[int, str]", Record((INT, TEXT))),
        ("tuple[int, ...]", Series("tuple", INT)),
        ("set[str]", Series("set", TEXT)),
        ("dict[str, list[int]]", Table(TEXT, Series("list", INT))),
        ("Optional[int]", Choice((INT, Scalar("None")))),
        ("int | str | None", Choice((INT, TEXT, Scalar("None")))),
        ("Union[int, 'str']", Choice((INT, TEXT))),
        ("Literal['a', 'b']", Fixed(("a", "b"))),
        ("Callable[[int], int]", None),
        ("numpy.ndarray", None),
        ("list[", None),
        ("a sorted list", None),
    ],
)
def test_annotations_are_read_as_shapes(annotation: str, shape: Shape | None):
    assert shape_of(annotation) == shape


@pytest.mark.parametrize(
    ("kind", "constraint", "is_kept"),
    [
        ("int", "x >= 0", lambda x: x >= 0),
        ("int", "x > 0", lambda x: x > 0),
        ("int", "1 <= x <= 100", lambda x: 1 <= x <= 100),
        ("int", "between 5 and 9", lambda x: 5 <= x <= 9),
        ("int", "x != 0", lambda x: x != 0),
        ("int", "x % 3 == 0 and x > 10", lambda x: x % 3 == 0 and x > 10),
        ("int", "positive, even", lambda x: x > 0 and x % 2 == 0),
        ("int", "0 <= x <= 10**6", lambda x: 0 <= x <= 10**6),
        ("float", "x >= 0", lambda x: x >= 0 and type(x) is float),
        ("str", "len(x) > 0", lambda x: len(x) > 0),
        ("str", "length at most 3", lambda x: len(x) <= 3),
        ("str", "non-empty; lowercase", lambda x: x.islower()),
        ("list[int]", "sorted ascending", lambda x: x == sorted(x)),
        ("list[int]", "sorted descending", lambda x: x == sorted(x, reverse=True)),
        ("list[int]", "non-empty, sorted ascending", lambda x: x and x == sorted(x)),
        ("list[int]", "unique", lambda x: len(x) == len(set(x))),
        ("list[int]", "strictly increasing", lambda x: x == sorted(set(x))),
        ("list[int]", "all(0 <= item <= 9 for item in x)", lambda x: all(0 <= item <= 9 for item in x)),
        ("list[int]", "2 <= len(x) <= 4", lambda x: 2 <= len(x) <= 4),
        ("set[int]", "any", lambda x: type(x) is set),
        ("float", "0 < x < 1", lambda x: 0 < x < 1),
        ("float", "x >= 0.5", lambda x: x >= 0.5),
        ("int", "x > 2.5", lambda x: x > 2.5),
        ("list[float]", "all(0 <= item <= 1 for item in x)", lambda x: all(0 <= item <= 1 for item in x)),
        ("str", "digits only", str.isdigit),
        ("str", "alphabetic and uppercase", lambda x: x.isalpha() and x.isupper()),
        ("str", "binary digits", lambda x: set(x) <= {"0", "1"}),
        ("str", "all(c in 'ACGT' for c in x) and len(x) >= 3", lambda x: set(x) <= set("ACGT") and len(x) >= 3),
        ("tuple[int, str]", "any", lambda x: type(x[0]) is int and type(x[1]) is str),
        ("dict[int, str]", "any", lambda x: all(type(k) is int and type(v) is str for k, v in x.items())),
        ("int | None", "any", lambda x: x is None or type(x) is int),
    ],
)
def test_declared_constraints_hold(kind: str, constraint: str, is_kept):
    for stream in (GUARD, INDEPENDENT):
        found = generate_inputs(contract(("x", kind, constraint)), stream)
        assert found.unknown_constraints == ()
        assert len(found.scenarios) >= (5 if "between" in constraint else 24)
        assert [item for (call,) in found.scenarios for item in call.arguments if not is_kept(item)] == []


def test_constraints_over_several_inputs_hold():
    subject = contract(("items", "list[int]", "non-empty"), ("k", "int", "0 <= k < len(items)"))
    pairs = drawn(subject)
    assert len(pairs) > 100
    assert all(0 <= k < len(items) for items, k in pairs)


def test_related_arguments_meet():
    """A search for a target that is never there would show nothing."""
    pairs = drawn(contract(("items", "list[int]", "any"), ("target", "int", "any")))
    assert sum(target in items for items, target in pairs) >= 40
    assert sum(target not in items for items, target in pairs) >= 40


@pytest.mark.parametrize(
    ("kind", "constraint", "edges"),
    [
        ("int", "any", [0, 1, -1, 2]),
        ("int", "3 <= x <= 50", [3, 4, 50, 49]),
        ("int", "x > 0", [1, 2]),
        ("str", "any", ["", "a", " ", "aa", "é", "  a ".strip(), "a b", "\t", "a--b"]),
        ("list[int]", "any", [[], [0], [0, 1], [1, 0], [0, 0]]),
        ("list[int]", "len(x) >= 2", [[0, 1], [1, 0]]),
        ("float", "any", [0.0, -0.0, 0.1]),
        ("bool", "any", [False, True]),
        ("float", "x > 0", [0.5, 1e-9]),
        ("float", "0 < x < 1", [0.5, 0.1]),
        ("float", "x >= 0", [0.0, float("inf")]),
        ("str", "digits only", ["0", "9", "00", "10"]),
    ],
)
def test_edge_cases_are_there(kind: str, constraint: str, edges: list[object]):
    found = {encode(item) for item in firsts(kind, constraint)}
    assert [edge for edge in edges if encode(edge) not in found] == []


def test_long_and_boundary_lengths_are_there():
    assert max(map(len, firsts("str", "any"))) >= 100
    assert max(map(len, firsts("list[int]", "any"))) >= 40
    assert {len(item) for item in firsts("str", "3 <= len(x) <= 5")} == {3, 4, 5}


@pytest.mark.parametrize("subject", PYTHON_PRESETS, ids=lambda item: item.id)
def test_inputs_are_deterministic_distinct_and_enough(subject: Contract):
    first, second = generate_inputs(subject), generate_inputs(subject)
    assert first == second
    keys = list(map(encoded, first.scenarios))
    assert len(keys) == len(set(keys)) == 200


@pytest.mark.parametrize("subject", PYTHON_PRESETS, ids=lambda item: item.id)
def test_the_second_stream_is_mostly_another_set(subject: Contract):
    guard, other = ({*map(encoded, generate_inputs(subject, stream).scenarios)} for stream in (GUARD, INDEPENDENT))
    assert len(other - guard) >= 100


def test_another_contract_gives_other_inputs():
    subject = contract(("x", "list[int]", "any"))
    assert drawn(subject) != drawn(replace(subject, prompt="Write f, please."))


def test_texts_are_built_from_what_the_tests_and_the_prompt_say():
    subject = contract(("x", "str", "any"), tests=(OracleTest("t", ("<<>>",), True), OracleTest("t", ("Zebra crossing",), True)))
    texts = "\n".join(str(item) for (item,) in drawn(subject))
    assert texts.count("<") > 50
    assert "zebra" in texts.lower()
    vocabulary = vocabulary_of(replace(subject, prompt="Accept 'qux' and 17 at most."))
    assert ("qux" in vocabulary.words, 17 in vocabulary.numbers, vocabulary.texts) == (True, True, ("<<>>", "Zebra crossing"))


def test_what_is_not_understood_is_named_and_only_tests_are_mutated_then():
    tests = (OracleTest("t", ([[1, 2], [3, 4]],), None), OracleTest("t", ([[1], [2], [3]],), None))
    found = generate_inputs(contract(("m", "list[list[int]]", "rows of equal length"), tests=tests))
    assert found.unknown_constraints == ("rows of equal length",)
    shapes = {tuple(map(len, call.arguments[0])) for (call,) in found.scenarios}
    assert shapes == {(2, 2), (1, 1, 1)}


def test_without_a_domain_the_tests_are_mutated():
    found = drawn(contract(tests=(OracleTest("t", ([1, 2], "ab"), None),)))
    assert len(found) == 200
    assert {(type(first), type(second)) for first, second in found} == {(list, str)}


@pytest.mark.parametrize("subject", [contract(), contract(("x", "Widget", "any")), replace(contract(), function_name=None, class_name="C")])
def test_where_nothing_is_known_there_are_no_inputs(subject: Contract):
    assert generate_inputs(subject).scenarios == ()


def stack_contract() -> Contract:
    steps = (Operation("init", (2,)), Operation("push", (7,)), Operation("pop", (), 7, True))
    return replace(
        contract(("capacity", "int", "capacity > 0")), function_name=None, class_name="S", oracle_tests=(OracleTest("t", operations=steps),)
    )


def test_classes_get_sequences_of_operations():
    scenarios = generate_inputs(stack_contract()).scenarios
    assert len(scenarios) == 200
    assert {scenario[0].method for scenario in scenarios} == {"init"}
    assert all(scenario[0].arguments[0] > 0 for scenario in scenarios)
    assert {(call.method, len(call.arguments)) for scenario in scenarios for call in scenario[1:]} == {("push", 1), ("pop", 0)}
    assert max(map(len, scenarios)) == 25
    assert encoded(scenarios[0]) == encode([["init", [2]]])


def test_inputs_outside_the_domain_break_a_constraint_and_keep_the_types():
    found = [call.arguments for (call,) in outside_inputs(contract(("n", "int", "n > 0"), ("s", "str", "any")), 5)]
    assert [n for n, _ in found] == [0, -1, -2, -10]
    assert all(type(n) is int and n <= 0 and type(s) is str for n, s in found)
    assert outside_inputs(contract(("n", "int", "any")), 5) == ()


@pytest.mark.parametrize(
    ("text", "values", "expected"),
    [
        ("1 <= n <= 3", {"n": 2}, True),
        ("1 <= n <= 3", {"n": 4}, False),
        ("n > 0 or n == -1", {"n": -1}, True),
        ("not n", {"n": 0}, True),
        ("len(n) == 2", {"n": "ab"}, True),
        ("n[0] == 'a'", {"n": "ab"}, True),
        ("n[5] == 'a'", {"n": "ab"}, False),
        ("n < 'a'", {"n": 1}, False),
        ("n.isalpha()", {"n": "ab"}, True),
        ("n in {1, 2}", {"n": 2}, True),
        ("sum(n) == 3", {"n": [1, 2]}, True),
        ("all(i > 0 for i in n if i != -1)", {"n": [1, -1]}, True),
        ("n ** 2 <= 9", {"n": 3}, True),
        ("2 ** n > 0", {"n": 10**9}, False),
    ],
)
def test_conditions_are_decided_without_running_them(text: str, values: dict, expected: bool):
    condition = parse_condition(text, frozenset(values))
    assert condition is not None
    assert holds(condition, values) is expected


@pytest.mark.parametrize(
    "text", ["__import__('os')", "n.__class__ == 1", "open('x')", "m > 0", "(lambda: 1)() == 1", "n", "n >", "n @ n == 1"]
)
def test_conditions_that_could_do_something_are_refused(text: str):
    assert parse_condition(text, frozenset({"n"})) is None


def test_constraints_give_bounds():
    read = read_constraint("2 <= len(s) < 9 and s.isascii()", "s", frozenset())
    assert (read.length, read.value, len(read.conditions), read.unknown) == (Bounds(2, 8, 2, 9), Bounds(), 1, ())
    assert meets(read, "abc", {"s": "abc"})
    assert not meets(read, "é" * 3, {"s": "é" * 3})
    assert read_constraint("valid e-mail", "s", frozenset()).unknown == ("valid e-mail",)


def test_small_floats_are_drawn_where_only_zero_is_excluded():
    assert sum(item < 1 for item in firsts("float", "x > 0")) >= 10


def test_texts_of_an_alphabet_are_enough():
    for constraint in ("digits only", "binary digits", "alphabetic and uppercase", "x.isspace()"):
        assert len(firsts("str", constraint)) >= 60
