"""Law: what a state says of a dictionary, a list of its keys and an `OrderedDict` is true of three that go through the same steps.

The abstraction is checked against its concretization (Cousot and Cousot 1977): random walks over small dictionaries do what the translation
would do at each step, with as little known as possible, and nothing may fail or differ on the way.
"""

from collections import OrderedDict
from dataclasses import dataclass, replace
from random import Random

import pytest

from engine.canonicalization.keyed_queues.state import QueueState, Refused, joined

_NAMES = ("a", "b", "c")
_KEYS = range(4)
_NAMELESS = "<first>"


@dataclass
class Three:
    """The dictionary, the list and the `OrderedDict`; and what the variables hold."""

    dictionary: dict[int, None]
    keys: list[int]
    ordered: OrderedDict[int, None]
    names: dict[str, int]

    def satisfies(self, state: QueueState) -> bool:
        """Whether all that a state says is true, as the docstring of its module reads."""
        if dict(self.ordered) != self.dictionary or len(self.ordered) < state.least:
            return False
        is_known = all(self._value(name) in self.dictionary for name in state.inside)
        is_known = is_known and all(self._value(name) not in self.dictionary for name in state.outside)
        if not is_known or any(self.keys[:1] != [self._value(name)] for name in state.first):
            return False
        order, keys = list(self.ordered), list(self.keys)
        if state.head == "taken":
            if order[:1] != [self._value(state.head_key)]:
                return False
            order = order[1:]
        elif state.head == "stale":
            gone = self._value(state.head_key)
            if keys.count(gone) != 1 or gone in self.dictionary:
                return False
            keys.remove(gone)
        return self._fits_tail(state, order, keys)

    def _fits_tail(self, state: QueueState, order: list[int], keys: list[int]) -> bool:
        if not state.tail:
            return order == keys
        last = self._value(state.tail_key)
        is_in = last in self.dictionary
        if state.tail == "out":
            return last not in keys and order == keys + [last] * is_in
        if state.tail == "early":
            return keys[-1:] == [last] and order == (keys if is_in else keys[:-1])
        return is_in and order in (keys, [*keys, last])

    def _value(self, name: str) -> int:
        return self.names[name] if name in self.names else int(name)

    def agree_on_length(self, state: QueueState) -> bool:
        """Whether the lengths differ by what a state says, if it says it."""
        try:
            return len(self.keys) == len(self.ordered) + state.surplus
        except Refused:
            return True


def _step(kind: str, name: str, three: Three, state: QueueState, random: Random) -> QueueState | None:
    """One step of all three and of the state; None where it ends, both ways alike. Raises Refused where the state does not allow it."""
    key, keys, ordered = three.names[name], three.keys, three.ordered
    match kind:
        case "removed" | "appended":
            after, is_moved = state.removed(name) if kind == "removed" else state.appended(name)
            (keys.remove if kind == "removed" else keys.append)(key)
            if is_moved:
                ordered.move_to_end(key)
            return after
        case "moved_out" | "moved_in":
            after, key = state.moved_out() if kind == "moved_out" else state.moved_in(), three.names[state.tail_key]
            if kind == "moved_out":
                ordered.move_to_end(key)
                keys[:] = [item for item in keys if item != key]
            elif key not in keys:
                keys.append(key)
            return after
        case "stored":
            after = state.stored(name)
            three.dictionary[key] = ordered[key] = None
            return after
        case "deleted":
            after = state.deleted(name)
            if key not in three.dictionary:
                assert keys == list(ordered)
                return None
            del three.dictionary[key], ordered[key]
            return after
        case "peeked" | "taken":
            after = state.peeked(name) if kind == "peeked" else state.taken(name)
            assert keys[0] == next(iter(ordered))
            three.names[name] = keys[0] if kind == "peeked" else keys.pop(0)
            return after
        case "looked":
            after = state.peeked("")
            assert keys[0] == next(iter(ordered))
            return after
        case "dropped_first":
            after = state.dropped_first()
            keys.pop(0)
            return after
        case "given_up" | "given_up_in_dictionary":
            is_whole = kind == "given_up"
            after = state.given_up() if is_whole else state.given_up_in_dictionary()
            oldest = keys.pop(0) if is_whole else keys[0]
            del three.dictionary[oldest]
            assert ordered.popitem(False)[0] == oldest
            if not is_whole:
                three.names[_NAMELESS] = oldest
            return after
        case "tested":
            return state.knowing(name, is_in=key in three.dictionary)
        case "counted":
            return state.with_least(random.randint(0, len(ordered)))
        case "rebound":
            after = state.rebound(name)
            three.names[name] = random.choice(_KEYS)
            return after
    assert kind == "forgotten"
    return state.forget()


_STEPS = (
    *("removed", "appended", "moved_out", "moved_in", "stored", "stored", "deleted", "peeked", "taken", "looked", "dropped_first"),
    *("given_up", "given_up_in_dictionary", "tested", "tested", "counted", "counted", "rebound", "forgotten", "met"),
)


def _walk(seed: int, met: list[QueueState]) -> list[str]:
    """Go from one random start through random steps, meeting states of other walks; answers with the steps that were allowed."""
    random = Random(seed)
    keys = random.sample(_KEYS, random.randint(0, 3))
    three = Three(dict.fromkeys(keys), keys, OrderedDict.fromkeys(keys), {name: random.choice(_KEYS) for name in _NAMES})
    state, taken = QueueState(), [f"{keys} {three.names}"]
    for _ in range(14):
        kind, name = random.choice(_STEPS), random.choice(_NAMES)
        try:
            if kind == "met":
                other = random.choice([item for item in met if item.head == state.head and item.head_key == state.head_key] or met)
                after: QueueState | None = joined(state, other) if random.random() < 0.5 else joined(other, state)
            else:
                after = _step(kind, name, three, state, random)
        except Refused:
            continue
        taken.append(f"{kind} {name}")
        if after is None:
            break
        assert three.satisfies(after), (taken, state, after, three)
        assert three.agree_on_length(after), (taken, state, after, three)
        state = after
        met[random.randrange(len(met))] = state
    return taken


@pytest.mark.parametrize("start", range(0, 80_000, 10_000))
def test_states_say_what_is_true(start: int) -> None:
    met = [QueueState()] * 300
    steps = {step.split()[0] for seed in range(start, start + 10_000) for step in _walk(seed, met)[1:]}

    assert steps == set(_STEPS)


def test_ways_do_not_meet_where_a_key_that_may_be_last_may_be_the_one_that_goes() -> None:
    one_way = QueueState(head="taken", head_key="a", inside=frozenset("ab"))
    other_way = replace(one_way, tail="out", tail_key="b")
    three = Three({1: None}, [], OrderedDict({1: None}), {"a": 1, "b": 1})
    assert three.satisfies(one_way)
    assert three.satisfies(replace(one_way, tail="maybe", tail_key="b"))

    with pytest.raises(Refused):
        joined(one_way, other_way)


def test_a_state_that_says_too_much_is_noticed() -> None:
    three = Three({1: None}, [1], OrderedDict({1: None}), {"a": 1})
    said = QueueState(inside=frozenset("a"), first=frozenset("a"), least=1)

    assert three.satisfies(said)
    wrong = (
        replace(said, least=2),
        replace(said, inside=frozenset(), outside=frozenset("a")),
        replace(said, tail="out", tail_key="a"),
        replace(said, head="taken", head_key="a"),
        replace(said, head="stale", head_key="a"),
    )
    assert not any(map(three.satisfies, wrong))
