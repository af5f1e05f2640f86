"""Differences of two JSON values: the smallest places, and nothing where they are equal."""

from hypothesis import given
from hypothesis import strategies as st

from engine.documents.difference import Change, document_differences

SCALARS = st.none() | st.booleans() | st.integers(-3, 3) | st.text("ab", max_size=2)
JSON = st.recursive(SCALARS, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text("xy", min_size=1, max_size=2), inner))


def test_places_are_named() -> None:
    first = {"a": [1, {"b": True}], "gone": None, "same": "x"}
    second = {"a": [1, {"b": 1}, 3], "same": "x", "new": {}}
    assert [(item.path, item.change, item.first, item.second) for item in document_differences(first, second)] == [
        ("$.a[1].b", Change.CHANGED, True, 1),
        ("$.a[2]", Change.ADDED, None, 3),
        ("$.gone", Change.REMOVED, None, None),
        ("$.new", Change.ADDED, None, {}),
    ]


@given(JSON)
def test_a_value_does_not_differ_from_itself(value) -> None:  # type: ignore[no-untyped-def]
    assert list(document_differences(value, value)) == []


@given(JSON, JSON)
def test_the_other_way_round_says_the_same(first, second) -> None:  # type: ignore[no-untyped-def]
    there = {(item.path, repr(item.first), repr(item.second)) for item in document_differences(first, second)}
    assert there == {(item.path, repr(item.second), repr(item.first)) for item in document_differences(second, first)}
