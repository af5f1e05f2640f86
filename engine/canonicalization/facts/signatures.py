"""Which arguments the methods of texts take without complaint (library reference, "String Methods")."""

_NO_ARGUMENTS = frozenset(
    [
        "lower",
        "upper",
        "title",
        "capitalize",
        "casefold",
        "swapcase",
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
        "expandtabs",
        "split",
        "rsplit",
        "splitlines",
        "strip",
        "lstrip",
        "rstrip",
    ]
)
_ONE_TEXT = frozenset({"strip", "lstrip", "rstrip", "removeprefix", "removesuffix", "startswith", "endswith", "find", "rfind", "count"})
_TEXT_AND_BOUNDS = frozenset({"startswith", "endswith", "find", "rfind", "count"})


def fits_text_method(name: str, kinds: list[str]) -> bool:
    """Whether a text's method cannot raise for arguments of these kinds."""
    if not kinds:
        return name in _NO_ARGUMENTS
    if kinds == ["str"]:
        return name in _ONE_TEXT
    if name == "replace":
        return kinds[:2] == ["str", "str"] and kinds[2:] in ([], ["int"])
    return name in _TEXT_AND_BOUNDS and kinds[0] == "str" and len(kinds) <= 3 and all(kind == "int" for kind in kinds[1:])
