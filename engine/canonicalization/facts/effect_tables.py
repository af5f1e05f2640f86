"""What the functions and methods of built-in types may do, by name."""

import builtins

from engine.canonicalization.facts.types import PLAIN_MAPPINGS

TOTAL_FUNCTIONS = frozenset({"isinstance", "callable", "id", "type", "bool", "str", "repr", "abs", "range", "enumerate", "zip", "reversed"})
READING_FUNCTIONS = frozenset({"len", "list", "tuple", "sorted", "sum", "any", "all", "min", "max", "set", "frozenset", "dict", "round"})
RAISING_FUNCTIONS = frozenset({"int", "float", "ord", "chr", "min", "max", "divmod", "pow", "sorted", "sum"})
TOTAL_TEXT_METHODS = frozenset(
    [
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
        "find",
        "rfind",
        "count",
        "split",
        "rsplit",
        "splitlines",
        "removeprefix",
        "removesuffix",
        "expandtabs",
        "partition",
        "rpartition",
    ]
)
RAISING_TEXT_METHODS = frozenset({"index", "rindex", "join", "format", "zfill", "center", "ljust", "rjust", "encode", "translate"})
READING_METHODS = frozenset(
    {"copy", "keys", "values", "items", "get", "count", "index", "union", "intersection", "difference", "issubset", "issuperset"}
)
RAISING_METHODS = frozenset({"pop", "index", "remove", "popleft", "popitem", "sort", "move_to_end"})
WRITING_METHODS = frozenset(
    [
        "append",
        "extend",
        "insert",
        "remove",
        "clear",
        "sort",
        "reverse",
        "pop",
        "add",
        "discard",
        "update",
        "setdefault",
        "popitem",
        "popleft",
        "appendleft",
        "move_to_end",
    ]
)
ADDING_METHODS = frozenset({"append", "insert", "appendleft"})
BLIND_METHODS = ADDING_METHODS | {"pop", "clear", "reverse", "copy", "extend", "popleft", "keys", "values", "items"}
CONSUMING_METHODS = frozenset({"extend", "update", "union", "intersection", "difference", "issubset", "issuperset"})
LAZY = frozenset({"enumerate", "zip", "reversed", "iter"})
LOOKING = frozenset(
    {"isinstance", "callable", "id", "type", "bool", "str", "repr", "abs", "len", "range", "round", "int", "float", "ord", "chr"}
)
BUILT_INS: dict[str, type] = {"str": str, "list": list, "dict": dict, "set": set, "int": int, "tuple": tuple}
CONTAINERS = frozenset({*PLAIN_MAPPINGS, "list", "set", "deque"})
KNOWN_BUILTINS = frozenset(dir(builtins))
