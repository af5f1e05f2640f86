"""What built-in functions and methods return, by the types of their arguments. Only what the language reference promises."""

from collections.abc import Callable

from engine.canonicalization.facts.types import (
    BOOL,
    CHARACTER,
    FLOAT,
    INT,
    NEVER,
    NONE,
    NUMBERS,
    PLAIN_MAPPINGS,
    REAL,
    STR,
    UNKNOWN,
    Type,
    element,
    is_settled,
    join,
    kind,
    value_of,
)

ArgumentRule = Callable[[list[Type]], Type]
ReceiverRule = Callable[[Type], Type]


def _always(result: Type) -> ArgumentRule:
    return lambda _arguments: result


def _container(name: str) -> ArgumentRule:
    return lambda arguments: (name, element(arguments[0]) if arguments else NEVER)


def _extreme(arguments: list[Type]) -> Type:
    if len(arguments) == 1:
        return element(arguments[0])
    result: Type = NEVER
    for argument in arguments:
        result = join(result, argument)
    return result


def _absolute(arguments: list[Type]) -> Type:
    return {"int": INT, "bool": INT, "float": FLOAT, "real": REAL, "never": NEVER}.get(kind(arguments[0]) if arguments else "", UNKNOWN)


def _sum(arguments: list[Type]) -> Type:
    """The sum of nothing is the integer 0, also among floats."""
    added = kind(element(arguments[0])) if len(arguments) == 1 else ""
    return INT if added in {"int", "bool", "never"} else REAL if added in NUMBERS else UNKNOWN


def _divmod(arguments: list[Type]) -> Type:
    kinds = {kind(argument) for argument in arguments}
    if len(arguments) != 2 or not kinds <= {"int", "never"}:
        return UNKNOWN
    return ("tuple", INT, INT, INT) if kinds == {"int"} else NEVER


def _enumerate(arguments: list[Type]) -> Type:
    inner = element(arguments[0]) if arguments else UNKNOWN
    return ("iterator", ("tuple", join(INT, inner), INT, inner))


def _zip(arguments: list[Type]) -> Type:
    inner = [element(argument) for argument in arguments]
    joined: Type = NEVER
    for item in inner:
        joined = join(joined, item)
    return ("iterator", ("tuple", joined, *inner))


def _reversed(arguments: list[Type]) -> Type:
    return ("iterator", element(arguments[0]) if arguments else UNKNOWN)


def _round(arguments: list[Type]) -> Type:
    return INT if len(arguments) == 1 and kind(arguments[0]) in NUMBERS else UNKNOWN


def _written(arguments: list[Type]) -> Type:
    return STR if all(is_settled(argument) for argument in arguments) else UNKNOWN


FUNCTION_RESULTS: dict[str, ArgumentRule] = {
    **dict.fromkeys(("len", "ord", "int", "id", "hash"), _always(INT)),
    **dict.fromkeys(("bin", "hex", "oct", "input"), _always(STR)),
    "chr": _always(CHARACTER),
    **dict.fromkeys(("str", "repr", "ascii", "format"), _written),
    **dict.fromkeys(("isinstance", "issubclass", "callable", "bool", "any", "all", "hasattr"), _always(BOOL)),
    "float": _always(FLOAT),
    "range": _always(("range",)),
    "print": _always(NONE),
    "list": _container("list"),
    "sorted": _container("list"),
    "set": _container("set"),
    "frozenset": _container("frozenset"),
    "tuple": _container("tuple"),
    "iter": _container("iterator"),
    "next": lambda arguments: element(arguments[0]) if len(arguments) == 1 else UNKNOWN,
    "dict": lambda arguments: ("dict", NEVER, NEVER) if not arguments else ("dict", UNKNOWN, UNKNOWN),
    "min": _extreme,
    "max": _extreme,
    "abs": _absolute,
    "sum": _sum,
    "divmod": _divmod,
    "enumerate": _enumerate,
    "zip": _zip,
    "reversed": _reversed,
    "round": _round,
}


def _fixed(result: Type) -> ReceiverRule:
    return lambda _receiver: result


def _same(receiver: Type) -> Type:
    return receiver


_TEXT_TO_TEXT = [
    "lower",
    "upper",
    "strip",
    "lstrip",
    "rstrip",
    "title",
    "capitalize",
    "casefold",
    "swapcase",
    "replace",
    "join",
    "format",
    "zfill",
    "center",
    "ljust",
    "rjust",
    "removeprefix",
    "removesuffix",
    "expandtabs",
    "translate",
    "format_map",
]
_TEXT_TO_BOOL = [
    "startswith",
    "endswith",
    "isalpha",
    "isdigit",
    "isalnum",
    "isspace",
    "isupper",
    "islower",
    "isidentifier",
    "isnumeric",
    "isdecimal",
    "istitle",
    "isprintable",
    "isascii",
]
_TEXT_TO_INT = ("find", "rfind", "index", "rindex", "count")
_TEXT_TO_LIST = ("split", "rsplit", "splitlines")


def _pairs(receiver: Type) -> Type:
    return ("view", ("tuple", join(element(receiver), value_of(receiver)), element(receiver), value_of(receiver)))


METHOD_RESULTS: dict[tuple[str, str], ReceiverRule] = {
    **{("str", name): _fixed(STR) for name in _TEXT_TO_TEXT},
    **{("str", name): _fixed(BOOL) for name in _TEXT_TO_BOOL},
    **{("str", name): _fixed(INT) for name in _TEXT_TO_INT},
    **{("str", name): _fixed(("list", STR)) for name in _TEXT_TO_LIST},
    **{("str", name): _fixed(("tuple", STR, STR, STR, STR)) for name in ("partition", "rpartition")},
    **{("list", name): _fixed(NONE) for name in ("append", "extend", "insert", "remove", "clear", "sort", "reverse")},
    **{("list", name): _fixed(INT) for name in ("index", "count")},
    ("list", "pop"): element,
    ("list", "copy"): _same,
    **{("set", name): _fixed(NONE) for name in ("add", "discard", "remove", "clear", "update")},
    **{("set", name): _same for name in ("copy", "difference")},
    **{("set", name): _fixed(("set", UNKNOWN)) for name in ("union", "intersection", "symmetric_difference")},
    ("set", "pop"): element,
    **{(name, "keys"): lambda receiver: ("view", element(receiver)) for name in PLAIN_MAPPINGS},
    **{(name, "values"): lambda receiver: ("view", value_of(receiver)) for name in PLAIN_MAPPINGS},
    **{(name, "items"): _pairs for name in PLAIN_MAPPINGS},
    **{(name, method): _fixed(NONE) for name in PLAIN_MAPPINGS for method in ("clear", "update")},
    **{(name, "copy"): _same for name in PLAIN_MAPPINGS},
    ("ordereddict", "move_to_end"): _fixed(NONE),
}


def _substitution(arguments: list[Type]) -> Type:
    return STR if len(arguments) >= 3 and kind(arguments[2]) == "str" else UNKNOWN


def _keyed(arguments: list[Type]) -> Type:
    return ("dict", element(arguments[0]), arguments[1] if len(arguments) > 1 else NONE) if arguments else UNKNOWN


def _rounded(arguments: list[Type]) -> Type:
    return INT if [kind(argument) for argument in arguments] in (["int"], ["float"]) else UNKNOWN


MODULE_RESULTS: dict[tuple[str, str], ArgumentRule] = {
    ("re", "sub"): _substitution,
    ("dict", "fromkeys"): _keyed,
    ("math", "gcd"): _always(INT),
    ("math", "factorial"): _always(INT),
    **dict.fromkeys((("math", "floor"), ("math", "ceil")), _rounded),
    ("math", "isqrt"): _always(INT),
    ("math", "sqrt"): _always(FLOAT),
}
