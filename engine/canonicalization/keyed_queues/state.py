"""What is known, at one place of a method, of a dictionary D, a list L of its keys, and the `OrderedDict` O that takes the place of both.

O always maps as D does. Between methods its keys are L, in this order: each once. In the middle of a method the two may differ by one key
that is about to be last (the tail), and by one that is about to go (the head):

* tail `out` of k: O is L and then k if k is in D; k is not in L;
* tail `early` of k: L ends with k, and O is L, but without k if k is not in D;
* tail `maybe` of k: k is in D, and O is L, or L and then k;
* head `taken` of e: O is e and then L;
* head `stale` of e: L is O with e somewhere in it; e is not in D.

While a head is stale there is no tail; no name is known to be first while a head is taken, and at most the head's while it is stale.

Keys are known by the names of variables; two of them may be equal. Every method answers with the state afterwards, or raises Refused
where not enough is known.
"""

from dataclasses import dataclass, replace

_NONE: frozenset[str] = frozenset()
_NAMELESS = "<first>"


class Refused(Exception):
    """Something is not known well enough to go on."""


@dataclass(frozen=True, slots=True)
class QueueState:
    """Which of the two are out of step, and how; keys that are certainly in D or not, or first in L; and how many O has at least."""

    tail: str = ""
    tail_key: str = ""
    head: str = ""
    head_key: str = ""
    inside: frozenset[str] = _NONE
    outside: frozenset[str] = _NONE
    first: frozenset[str] = _NONE
    least: int = 0

    @property
    def is_level(self) -> bool:
        """Whether nothing is about to be last."""
        known = {"": True, "out": self.tail_key in self.outside, "early": self.tail_key in self.inside}
        return known.get(self.tail, False)

    @property
    def is_settled(self) -> bool:
        """Whether the keys of O are exactly L, in this order."""
        return self.is_level and not self.head

    @property
    def surplus(self) -> int:
        """How many more keys L has than O."""
        if self.tail == "maybe" or (self.tail and self.tail_key not in self.inside | self.outside):
            raise Refused
        ahead = {"out": -(self.tail_key in self.inside), "early": int(self.tail_key in self.outside)}.get(self.tail, 0)
        return ahead + {"taken": -1, "stale": 1}.get(self.head, 0)

    def forget(self) -> "QueueState":
        """After code that may call other methods: only that the two are in step."""
        self.require(self.is_settled)
        return QueueState()

    @staticmethod
    def require(condition: object) -> None:
        """Go no further unless something is known."""
        if not condition:
            raise Refused

    def knowing(self, key: str, *, is_in: bool) -> "QueueState":
        """After a test whether a key is in D."""
        if is_in:
            return replace(self, inside=self.inside | {key}, outside=self.outside - {key}, least=max(self.least, 1))
        return replace(self, outside=self.outside | {key}, inside=self.inside - {key})

    def with_least(self, least: int) -> "QueueState":
        """After a test of how many entries there are."""
        return replace(self, least=max(self.least, least))

    def rebound(self, name: str) -> "QueueState":
        """After a variable got another value."""
        state = self
        if name == state.tail_key:
            self.require(state.is_level)
            state = replace(state, tail="", tail_key="")
        self.require(name != state.head_key)
        return replace(state, inside=state.inside - {name}, outside=state.outside - {name}, first=state.first - {name})

    def removed(self, key: str) -> tuple["QueueState", bool]:
        """After `L.remove(k)`; and whether O moves k to its end meanwhile."""
        if self.head == "stale" and key == self.head_key:
            return replace(self, head="", head_key="", first=_NONE), False
        if self.tail != "maybe" and key in self.first:
            return replace(self, head="taken", head_key=key, first=_NONE), False
        self.require(self.is_settled and key in self.inside)
        return replace(self, tail="out", tail_key=key, first=_NONE), True

    def appended(self, key: str) -> tuple["QueueState", bool]:
        """After `L.append(k)`; and whether O moves k to its end meanwhile."""
        if self.tail == "out" and key == self.tail_key:
            return replace(self, tail="early"), False
        if self.head == "taken" and key == self.head_key:
            self.require(self.is_level)
            return replace(self, tail="early", tail_key=key, head="", head_key="", inside=self.inside | {key}), True
        self.require(self.is_level and self.head != "stale" and key in self.outside)
        return replace(self, tail="early", tail_key=key), False

    def moved_out(self) -> "QueueState":
        """After `if k in L: L.remove(k)` of a key that may be in L, while O moves k to its end."""
        self.require(self.tail == "maybe")
        return replace(self, tail="out", first=_NONE)

    def moved_in(self) -> "QueueState":
        """After `if k not in L: L.append(k)` of a key that may be in L."""
        self.require(self.tail == "maybe")
        return replace(self, tail="", tail_key="")

    def stored(self, key: str) -> "QueueState":
        """After `D[k] = v`."""
        self.require(self.head != "stale")
        if key in self.inside:
            return self
        is_new = key in self.outside
        grown = replace(self, outside=_NONE, least=self.least + 1 if is_new else self.least).knowing(key, is_in=True)
        if self.tail in {"out", "early"} and key == self.tail_key:
            return grown
        self.require(self.is_level)
        if is_new:
            return replace(grown, tail="out", tail_key=key)
        self.require(not self.head)
        return replace(grown, tail="maybe", tail_key=key)

    def deleted(self, key: str) -> "QueueState":
        """After `del D[k]`, which fails where there is no such key: only where the two are in step."""
        shrunk = replace(self, least=max(self.least - 1, 0))
        if self.head == "taken":
            self.require(key == self.head_key)
            kept = self.inside & {self.tail_key}
            return replace(shrunk, head="", head_key="", inside=kept).knowing(key, is_in=False)
        if key == self.tail_key and self.tail != "maybe":
            self.require(self.tail == "out" or key in self.inside)
            return replace(shrunk, inside=_NONE, first=self.first if self.tail == "out" else _NONE).knowing(key, is_in=False)
        self.require(self.is_settled)
        lone = replace(shrunk, tail="", tail_key="", head="stale", head_key=key, inside=_NONE, first=self.first & {key})
        return lone.knowing(key, is_in=False)

    def peeked(self, name: str) -> "QueueState":
        """After `e = L[0]`, or just `L[0]` without a name."""
        state = self._at_front()
        if not name:
            return state
        state = state.rebound(name)
        return replace(state.knowing(name, is_in=True), first=state.first | {name})

    def taken(self, name: str) -> "QueueState":
        """After `e = L.pop(0)`."""
        state = self._at_front().rebound(name)
        return replace(state.knowing(name, is_in=True), head="taken", head_key=name, first=_NONE)

    def dropped_first(self) -> "QueueState":
        """After `L.pop(0)` or `del L[0]` of a key that a variable still holds, or that is in D no more."""
        if self.head == "stale":
            self.require(self.head_key in self.first)
            return replace(self, head="", head_key="", first=_NONE)
        self.require(self.tail != "maybe" and self.first)
        return replace(self, head="taken", head_key=min(self.first), first=_NONE)

    def given_up(self) -> "QueueState":
        """After `del D[L.pop(0)]`."""
        state = self._at_front()
        kept = state.inside & {state.tail_key}
        return replace(state, inside=kept, first=_NONE, least=max(state.least - 1, 0))

    def given_up_in_dictionary(self) -> "QueueState":
        """After `del D[L[0]]`."""
        self.require(self.is_settled)
        least = self._at_front().least - 1
        return QueueState(head="stale", head_key=_NAMELESS, outside=self.outside, first=frozenset({_NAMELESS}), least=least)

    def _at_front(self) -> "QueueState":
        """The same state, where L is known to begin with the first key of O; that one is not the tail's."""
        self.require(not self.head and self.tail != "maybe")
        is_level = self.is_level
        if is_level and (self.tail != "early" or self.least < 2):
            self.require(self.least >= 1)
            return replace(self, tail="", tail_key="")
        self.require(self.least >= 2 or (self.tail_key in self.outside and self.least >= 1))
        return self


def joined(first: QueueState | None, second: QueueState | None) -> QueueState | None:
    """What is known where two ways meet; None is a way that does not come here."""
    if first is None or second is None:
        return first or second
    QueueState.require((first.head, first.head_key) == (second.head, second.head_key))
    for tail, key in (("", ""), (first.tail, first.tail_key), (second.tail, second.tail_key), ("maybe", first.tail_key or second.tail_key)):
        if _fits(first, tail, key) and _fits(second, tail, key):
            return QueueState(
                tail,
                key,
                first.head,
                first.head_key,
                first.inside & second.inside,
                first.outside & second.outside,
                first.first & second.first,
                min(first.least, second.least),
            )
    raise Refused


def _fits(state: QueueState, tail: str, key: str) -> bool:
    """Whether what is known of the tail covers less, or the same."""
    if state.tail == tail and state.tail_key == key:
        return True
    if tail == "maybe":
        return key in state.inside and not state.head and (state.is_level or (state.tail == "out" and state.tail_key == key))
    return state.is_level and (not tail or (tail == "out" and key in state.outside))
