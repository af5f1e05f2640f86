"""Proof that a chain of nodes and its dictionary always hold the same keys, each once, whenever a method begins or ends.

By induction over calls: both are empty at first. Each way through each method is followed with what is known of the one key that it is
about, and of the node at an end of the chain. Nodes of a key are the old one, which was there when the method began, or the new one.
"""

from dataclasses import dataclass, replace

from engine.canonicalization.linked import steps
from engine.canonicalization.linked.steps import Branch, Fact, NodeAt, Step

_DEEPEST = 4
_MOST_WAYS = 64
UNKNOWN, OLD, FRESH = "unknown", "old", "fresh"
KEY, END = "key", "end"
Token = tuple[str, str]
Frame = dict[str, Token | str]


class _Unproven(Exception):
    """The method may leave the chain and the dictionary different."""


@dataclass(frozen=True, slots=True)
class _State:
    """What is known: the key's node in the dictionary and in the chain, whether the end's node is out of either, and what is filled."""

    found: str | None = UNKNOWN
    linked: str | None = UNKNOWN
    end: str | None = None
    is_filled: bool = False
    made: bool = False
    looked: bool = False
    left: bool = False
    result: Token | None = None

    @property
    def is_even(self) -> bool:
        """Whether both hold the same now."""
        return self.found == self.linked and self.end in (None, "in")


Ways = list[tuple[_State, Frame]]


def proven_key(method: str, bodies: dict[str, tuple[Step, ...]], parameters: dict[str, tuple[str, ...]]) -> str | None:
    """The variable with the key that a method is about (empty without one), if each way through it is proven to leave both alike.

    Callers may call it at any time, and so may have any key; `parameters` are those of each method but for its object. None where it
    is not proven.
    """
    follower = _Follower(bodies, parameters)
    try:
        ways = follower.follow(bodies[method], [(_State(), {name: name for name in parameters[method]})], 0)
    except _Unproven:
        return None
    return follower.key or "" if all(state.is_even and state.result is None for state, _ in ways) else None


class _Follower:
    def __init__(self, bodies: dict[str, tuple[Step, ...]], parameters: dict[str, tuple[str, ...]]) -> None:
        self._bodies, self._parameters = bodies, parameters
        self.key: str | None = None

    def follow(self, body: tuple[Step, ...], ways: Ways, depth: int) -> Ways:
        """All ways on from here."""
        for step in body:
            ways = [way for state, frame in ways for way in self._after(step, state, frame, depth)]
            if len(ways) > _MOST_WAYS:
                raise _Unproven
        return ways

    def _after(self, step: Step, state: _State, frame: Frame, depth: int) -> Ways:
        if state.left:
            return [(state, frame)]
        if isinstance(step, Branch):
            return self._branch(step, state, frame, depth)
        if isinstance(step, steps.Call):
            return self._call(step, state, frame, depth)
        if isinstance(step, steps.Leave):
            token, state = self._node(step.node, state, frame) if step.node is not None else (None, state)
            return [(replace(state, left=True, result=token), frame)]
        if isinstance(step, steps.Bind):
            token, state = self._node(step.node, state, frame)
            return [(state, frame | {step.name: token})]
        return [(self._simple(step, state, frame), frame)]

    def _simple(self, step: Step, state: _State, frame: Frame) -> _State:
        if isinstance(step, steps.Other):
            _require(state.is_even)
            return state
        if isinstance(step, steps.Drop):
            return self._dropped(step, state, frame)
        assert isinstance(step, steps.TakeOut | steps.PutIn | steps.Enter | steps.Use)
        token, state = self._node(step.node, state, frame)
        if isinstance(step, steps.Enter):
            self._about(step.key, frame)
        if isinstance(step, steps.Use):
            _require(not step.is_value or _is_found(token, state))
            return state
        return _AFTER[type(step)](token, state)

    def _dropped(self, step: steps.Drop, state: _State, frame: Frame) -> _State:
        if not isinstance(step.key, str):
            token, state = self._node(step.key, state, frame)
            return _drop(token, state)
        self._about(step.key, frame)
        return _drop((KEY, state.found or ""), state)

    def _about(self, name: str, frame: Frame) -> None:
        """Hold that a variable is the one key that the method is about."""
        key = frame.get(name, name)
        _require(isinstance(key, str) and self.key in (None, key))
        assert isinstance(key, str)
        self.key = key

    def _node(self, node: NodeAt, state: _State, frame: Frame) -> tuple[Token, _State]:
        if isinstance(node, steps.Named):
            token = frame.get(node.name)
            _require(isinstance(token, tuple))
            assert isinstance(token, tuple)
            return token, state
        if isinstance(node, steps.AtEnd):
            is_filled = state.is_filled or state.linked in (OLD, FRESH)
            _require(state.is_even and not state.looked and is_filled)
            return (END, ""), replace(state, end="in", looked=True)
        self._about(node.key, frame)
        if isinstance(node, steps.New):
            _require(not state.made)
            return (KEY, FRESH), replace(state, made=True)
        _require(state.found in (OLD, FRESH) and state.end is None)
        return (KEY, state.found or ""), state

    def _branch(self, step: Branch, state: _State, frame: Frame, depth: int) -> Ways:
        ways: Ways = []
        held: _State | None = state
        for fact in step.facts:
            held = self._told(fact, held, frame) if held is not None else None
        if held is not None:
            ways += self.follow(step.body, [(held, frame)], depth)
        other: _State | None = state
        if step.is_whole and len(step.facts) == 1 and step.facts[0].key is not None:
            other = self._told(Fact(step.facts[0].key, not step.facts[0].is_in), state, frame)
        if other is not None:
            ways += self.follow(step.orelse, [(other, frame)], depth)
        return ways

    def _told(self, fact: Fact, state: _State, frame: Frame) -> _State | None:
        """The state where a fact holds; None where it cannot."""
        if fact.key is None:
            return replace(state, is_filled=True) if state.is_even else state
        self._about(fact.key, frame)
        _require(state.end in (None, "in"))
        if state.found == UNKNOWN:
            return replace(state, found=OLD, linked=OLD) if fact.is_in else replace(state, found=None, linked=None)
        return state if (state.found is not None) == fact.is_in else None

    def _call(self, step: steps.Call, state: _State, frame: Frame, depth: int) -> Ways:
        _require(depth < _DEEPEST)
        inner: Frame = {}
        for name, argument in zip(self._parameters[step.method], step.arguments, strict=True):
            if isinstance(argument, str):
                inner[name] = frame.get(argument, argument)
            elif argument is not None:
                inner[name], state = self._node(argument, state, frame)
            else:
                inner[name] = f"{name} of {step.method}"
        ways: Ways = []
        for after, _ in self.follow(self._bodies[step.method], [(state, inner)], depth + 1):
            _require(step.target is None or after.result is not None)
            outer = frame | {step.target: after.result} if step.target is not None and after.result is not None else frame
            ways.append((replace(after, left=False, result=None), outer))
        return ways


def _take_out(token: Token, state: _State) -> _State:
    if token[0] == END:
        return _gone(state, "unlinked", "unfound")
    _require(state.end is None and state.linked == token[1] and token[1] in (OLD, FRESH))
    return replace(state, linked=None, is_filled=False)


def _drop(token: Token, state: _State) -> _State:
    if token[0] == END:
        return _gone(state, "unfound", "unlinked")
    _require(state.end is None and state.found == token[1] and token[1] in (OLD, FRESH))
    return replace(state, found=None, is_filled=False)


def _put_in(token: Token, state: _State) -> _State:
    _require(token[0] == KEY and state.end is None and state.linked is None)
    return replace(state, linked=token[1])


def _enter(token: Token, state: _State) -> _State:
    _require(token == (KEY, FRESH) and state.end is None and state.found != UNKNOWN)
    return replace(state, found=FRESH)


def _gone(state: _State, now: str, before: str) -> _State:
    """The state after the node at the end left one of both: the other has been left before, or is next."""
    if state.end == "in":
        _require(state.found == state.linked)
        return replace(state, end=now, is_filled=False)
    _require(state.end == before)
    is_known = state.found is None
    return replace(state, end=None, found=None if is_known else UNKNOWN, linked=None if is_known else UNKNOWN)


def _is_found(token: Token, state: _State) -> bool:
    """Whether the dictionary holds this very node under its key."""
    if token[0] == END:
        return state.end == "in"
    return state.end is None and token[1] in (OLD, FRESH) and state.found == token[1]


def _require(is_so: bool) -> None:
    if not is_so:
        raise _Unproven


_AFTER = {steps.TakeOut: _take_out, steps.PutIn: _put_in, steps.Enter: _enter}
