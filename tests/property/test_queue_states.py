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


@dataclass
class Step:
    """One step of all three and of the state: on a key that a variable holds."""

    name: str
    three: Three
    state: QueueState
    random: Random

    @property
    def key(self) -> int:
        """The key that the variable holds before the step."""
        return self.three.names[self.name]

    def removed(self) -> QueueState:
        """`L.remove(k)`."""
        after, is_moved = self.state.removed(self.name)
        self.three.keys.remove(self.key)
        if is_moved:
            self.three.ordered.move_to_end(self.key)
        return after

    def appended(self) -> QueueState:
        """`L.append(k)`."""
        after, is_moved = self.state.appended(self.name)
        self.three.keys.append(self.key)
        if is_moved:
            self.three.ordered.move_to_end(self.key)
        return after

    def moved_out(self) -> QueueState:
        """`if k in L: L.remove(k)` of the tail's key."""
        after, key = self.state.moved_out(), self.three.names[self.state.tail_key]
        self.three.ordered.move_to_end(key)
        self.three.keys[:] = [item for item in self.three.keys if item != key]
        return after

    def moved_in(self) -> QueueState:
        """`if k not in L: L.append(k)` of the tail's key."""
        after, key = self.state.moved_in(), self.three.names[self.state.tail_key]
        if key not in self.three.keys:
            self.three.keys.append(key)
        return after

    def stored(self) -> QueueState:
        """`D[k] = None`."""
        after = self.state.stored(self.name)
        self.three.dictionary[self.key] = self.three.ordered[self.key] = None
        return after

    def deleted(self) -> QueueState | None:
        """`del D[k]`, which ends the walk where there is no such key."""
        after = self.state.deleted(self.name)
        if self.key not in self.three.dictionary:
            assert self.three.keys == list(self.three.ordered)
            return None
        del self.three.dictionary[self.key], self.three.ordered[self.key]
        return after

    def looked(self) -> QueueState:
        """`L[0]`."""
        after = self.state.peeked("")
        assert self.three.keys[0] == next(iter(self.three.ordered))
        return after

    def peeked(self) -> QueueState:
        """`e = L[0]`."""
        after = self.state.peeked(self.name)
        self.three.names[self.name] = next(iter(self.three.ordered))
        assert self.three.keys[0] == self.key
        return after

    def taken(self) -> QueueState:
        """`e = L.pop(0)`."""
        after = self.state.taken(self.name)
        self.three.names[self.name] = next(iter(self.three.ordered))
        assert self.three.keys.pop(0) == self.key
        return after

    def dropped_first(self) -> QueueState:
        """`L.pop(0)`."""
        after = self.state.dropped_first()
        self.three.keys.pop(0)
        return after

    def given_up(self) -> QueueState:
        """`del D[L.pop(0)]`."""
        after = self.state.given_up()
        self._give_up(self.three.keys.pop(0))
        return after

    def given_up_in_dictionary(self) -> QueueState:
        """`del D[L[0]]`."""
        after = self.state.given_up_in_dictionary()
        self.three.names[_NAMELESS] = self.three.keys[0]
        self._give_up(self.three.keys[0])
        return after

    def _give_up(self, oldest: int) -> None:
        del self.three.dictionary[oldest]
        assert self.three.ordered.popitem(False)[0] == oldest

    def tested(self) -> QueueState:
        """`if k in D`, either way."""
        return self.state.knowing(self.name, is_in=self.key in self.three.dictionary)

    def counted(self) -> QueueState:
        """`if n <= len(O)`, where that holds."""
        return self.state.with_least(self.random.randint(0, len(self.three.ordered)))

    def rebound(self) -> QueueState:
        """`k = …`."""
        after = self.state.rebound(self.name)
        self.three.names[self.name] = self.random.choice(_KEYS)
        return after

    def forgotten(self) -> QueueState:
        """Code that may call other methods."""
        return self.state.forget()


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
                after = getattr(Step(name, three, state, random), kind)()
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
