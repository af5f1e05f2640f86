"""What a declared type says about values: shapes, read from Python annotations."""

import ast
from dataclasses import dataclass

MAX_NESTING = 8
_SCALARS = {
    "int": "int",
    "integer": "int",
    "float": "float",
    "number": "float",
    "str": "str",
    "string": "str",
    "bool": "bool",
    "boolean": "bool",
    "bytes": "bytes",
    "None": "None",
    "NoneType": "None",
}
_SERIES = {
    "list": "list",
    "Sequence": "list",
    "Iterable": "list",
    "Collection": "list",
    "set": "set",
    "Set": "set",
    "AbstractSet": "set",
    "frozenset": "frozenset",
}
_MAPPINGS = frozenset({"dict", "Mapping", "MutableMapping"})


@dataclass(frozen=True, slots=True)
class Scalar:
    """A value without parts: int, float, str, bool, bytes or None."""

    kind: str


@dataclass(frozen=True, slots=True)
class Series:
    """Any number of items of one shape in a list, tuple, set or frozenset."""

    kind: str
    item: "Shape"


@dataclass(frozen=True, slots=True)
class Record:
    """A tuple with one shape for each position."""

    items: tuple["Shape", ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A dictionary."""

    key: "Shape"
    value: "Shape"


@dataclass(frozen=True, slots=True)
class Choice:
    """One of several shapes."""

    options: tuple["Shape", ...]


@dataclass(frozen=True, slots=True)
class Fixed:
    """One of several given values (`Literal`)."""

    values: tuple[object, ...]


Shape = Scalar | Series | Record | Table | Choice | Fixed
ANYTHING: Shape = Choice((Scalar("int"), Scalar("str"), Scalar("None"), Scalar("bool"), Series("list", Scalar("int"))))


def shape_of(annotation: str) -> Shape | None:
    """The shape that an annotation such as `list[int]`, `Optional[str]` or `int | None` declares; None where it is not understood."""
    try:
        return _read(ast.parse(annotation.strip(), mode="eval").body, 0)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None


def _read(node: ast.expr, depth: int) -> Shape | None:
    if depth > MAX_NESTING:
        return None
    if isinstance(node, ast.Constant):
        return Scalar("None") if node.value is None else shape_of(node.value) if isinstance(node.value, str) else None
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.BitOr):
        return _choice([_read(node.left, depth + 1), _read(node.right, depth + 1)])
    name = _name(node)
    if name is not None:
        return _bare(name)
    outer = _name(node.value) if isinstance(node, ast.Subscript) else None
    if outer is None or not isinstance(node, ast.Subscript):
        return None
    parts = list(node.slice.elts) if isinstance(node.slice, ast.Tuple) else [node.slice]
    return _subscripted(outer, parts, depth + 1)


def _name(node: ast.expr) -> str | None:
    if isinstance(node, ast.Attribute):
        return node.attr
    return node.id if isinstance(node, ast.Name) else None


def _plain(name: str) -> str:
    return name.lower() if name in ("List", "Dict", "Tuple", "FrozenSet") else name


def _bare(name: str) -> Shape | None:
    name = _plain(name)
    if name in _SCALARS:
        return Scalar(_SCALARS[name])
    if name in ("Any", "object"):
        return ANYTHING
    if name in _SERIES or name == "tuple":
        return Series(_SERIES.get(name, name), ANYTHING)
    return Table(Scalar("str"), ANYTHING) if name in _MAPPINGS else None


def _subscripted(name: str, parts: list[ast.expr], depth: int) -> Shape | None:
    name = _plain(name)
    if name == "Literal":
        return Fixed(tuple(ast.literal_eval(part) for part in parts)) if parts else None
    shapes = [_read(part, depth) for part in parts if not (isinstance(part, ast.Constant) and part.value is Ellipsis)]
    if any(shape is None for shape in shapes):
        return None
    known = [shape for shape in shapes if shape is not None]
    if name in ("Optional", "Union"):
        return _choice([*known, Scalar("None")] if name == "Optional" else [*known])
    if name == "tuple":
        return Record(tuple(known)) if len(known) == len(parts) else Series("tuple", known[0])
    return _table(known) if name in _MAPPINGS else _series(name, known)


def _table(parts: list[Shape]) -> Shape | None:
    return Table(*parts) if len(parts) == 2 and _is_hashable(parts[0]) else None


def _series(name: str, parts: list[Shape]) -> Shape | None:
    kind = _SERIES.get(name)
    if kind is None or len(parts) != 1 or (kind != "list" and not _is_hashable(parts[0])):
        return None
    return Series(kind, parts[0])


def _is_hashable(shape: Shape) -> bool:
    """Whether values of a shape can be in a set or be keys."""
    if isinstance(shape, Record | Choice):
        return all(map(_is_hashable, shape.items if isinstance(shape, Record) else shape.options))
    if isinstance(shape, Series):
        return shape.kind in ("tuple", "frozenset") and _is_hashable(shape.item)
    return not isinstance(shape, Table)


def _choice(options: list[Shape | None]) -> Shape | None:
    flat: list[Shape] = []
    for option in options:
        if option is None:
            return None
        flat.extend(option.options if isinstance(option, Choice) else [option])
    return Choice(tuple(flat))


def fits(shape: Shape, value: object) -> bool:
    """Whether a value has a shape exactly: booleans are no integers, integers no floats."""
    if isinstance(shape, Scalar):
        return value is None if shape.kind == "None" else type(value).__name__ == shape.kind
    if isinstance(shape, Choice):
        return any(fits(option, value) for option in shape.options)
    if isinstance(shape, Fixed):
        return any(type(value) is type(item) and value == item for item in shape.values)
    if isinstance(shape, Record):
        return type(value) is tuple and len(value) == len(shape.items) and all(map(fits, shape.items, value))
    if isinstance(shape, Table):
        return type(value) is dict and all(fits(shape.key, key) and fits(shape.value, item) for key, item in value.items())
    return (
        isinstance(value, list | tuple | set | frozenset) and type(value).__name__ == shape.kind and all(fits(shape.item, i) for i in value)
    )
