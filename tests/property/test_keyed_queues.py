"""Law: a class that keeps a dictionary and a list of its keys does the same in its normal form, however its methods are spoilt."""

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from engine.canonicalization.program import Assumptions
from tests.property.queue_classes import queue_class
from tests.property.test_caches import played
from tests.unit.structure_cases import canonical

_MEMBERS = frozenset({"__init__", "get", "put", "drop"})
_TYPES = (("__init__", (("int",),)), *((name, (("int",), ("int",))) for name in ("get", "put", "drop")))
_CALL = st.tuples(st.sampled_from(["get", "put", "put", "drop"]), st.integers(0, 4), st.integers(4, 6))
_PLAYS = st.lists(st.lists(_CALL, min_size=1, max_size=25), min_size=5, max_size=5)


@settings(max_examples=300, deadline=None)
@given(st.integers(0, 2**31), st.integers(0, 1), st.integers(0, 2), _PLAYS)
def test_a_dictionary_and_a_list_of_its_keys_do_what_their_normal_form_does(
    seed: int, least: int, more: int, plays: list[list[tuple[str, int, int]]]
) -> None:
    text = queue_class(seed)
    assume(_is_program(text))
    assumed = Assumptions("Cache", lower_bounds=(least,), public_members=_MEMBERS, method_types=_TYPES)
    form = canonical(text, assumed)
    assert _rests(form, assumed)
    for operations in plays:
        assert played(form, least + more, operations) == played(text, least + more, operations), form


def _rests(form: str, assumed: Assumptions) -> bool:
    """Whether a few more runs leave a form as it is."""
    for _ in range(4):
        before, form = form, canonical(form, assumed)
        if form == before:
            return True
    return False


def _is_program(text: str) -> bool:
    try:
        compile(text, "cache", "exec")
    except SyntaxError:
        return False
    return True
