"""Arguments for generated programs: of declared types, or anything at all."""

import random
from collections.abc import Callable

from tests.property.probes import Probe

TYPES: dict[str, tuple[object, ...]] = {
    "int": ("int",),
    "natural": ("int",),
    "bool": ("bool",),
    "float": ("float",),
    "str": ("str",),
    "list_int": ("list", ("int",)),
    "list_str": ("list", ("str",)),
    "dict": ("dict", ("str",), ("int",)),
}
_TEXTS = ("", "a", "ab", "(())", "b c", "aXb1", "-7", "3")


def value_of(kind: str, rng: random.Random) -> object:
    """A value of exactly this type."""
    match kind:
        case "int":
            return rng.choice([0, 1, 2, 3, -1, -2, 5, 7, 10, 2**65])
        case "natural":
            return rng.choice([0, 1, 2, 3, 4, 5, 7, 10])
        case "bool":
            return rng.random() < 0.5
        case "float":
            return rng.choice([0.0, -0.0, 1.5, -2.0, float("nan"), float("inf"), 1e300])
        case "str":
            return rng.choice(_TEXTS)
        case "list_int":
            return [rng.choice([0, 1, 2, 3, -1, 4]) for _ in range(rng.randrange(5))]
        case "list_str":
            return [rng.choice(_TEXTS) for _ in range(rng.randrange(4))]
        case "dict":
            return {rng.choice(_TEXTS): rng.randrange(4) for _ in range(rng.randrange(4))}
    return _anything(rng)


def _anything(rng: random.Random) -> object:
    if rng.random() < 0.45:
        return Probe(f"p{rng.randrange(100)}", rng.randrange(23))
    kind = rng.choice([*TYPES, "none", "mixed"])
    if kind == "none":
        return None
    if kind == "mixed":
        return [rng.choice([1, True, "a", 1.0, None, Probe("m", rng.randrange(23))]) for _ in range(rng.randrange(4))]
    return value_of(kind, rng)


def argument_makers(kinds: list[str], seed: int, count: int) -> list[Callable[[], list[object]]]:
    """Several lists of arguments, each made anew whenever asked; sometimes two arguments are one object."""
    return [_maker(kinds, seed * 1000 + index) for index in range(count)]


def _maker(kinds: list[str], seed: int) -> Callable[[], list[object]]:
    def make() -> list[object]:
        rng = random.Random(seed)
        values = [value_of(kind, rng) for kind in kinds]
        if len(values) > 1 and kinds[0] == kinds[1] and rng.random() < 0.2:
            values[1] = values[0]
        return values

    return make
