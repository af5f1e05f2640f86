"""Shapes: syntax trees as numbers, with the variables as leaves whose colours may change, and unordered operands where order is free."""

import ast
import hashlib
from collections.abc import Callable, Container
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, ClassVar

_MASK = (1 << 64) - 1
_COMMUTATIVE = (ast.BitAnd, ast.BitOr, ast.BitXor)
IsNumber = Callable[[ast.expr], bool]


@lru_cache(maxsize=65536)
def digest_text(text: str) -> int:
    """A number for a text, the same in every process."""
    return int.from_bytes(hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big")


def mix(first: int, second: int) -> int:
    """A number for an ordered pair of numbers."""
    return ((first * 0x9E3779B97F4A7C15 ^ second) * 0xC2B2AE3D27D4EB4F + 0x165667B19E3779F9) & _MASK


@dataclass(slots=True)
class Leaf:
    """An occurrence of a variable."""

    is_fixed: ClassVar[bool] = False
    name: str
    digest: int = 0

    def refresh(self, colours: dict[str, int]) -> int:
        """Take the variable's colour."""
        self.digest = colours.get(self.name, 0)
        return self.digest

    def spread(self, context: int, seen: dict[str, list[int]]) -> None:
        """Note where the variable occurs."""
        seen[self.name].append(context)


@dataclass(slots=True)
class Shape:
    """A node: what it is, its parts, and whether their order is free. One that `is_fixed` has no variable in it, and always one number."""

    label: int
    parts: list["Shape | Leaf"] = field(default_factory=list)
    is_unordered: bool = False
    digest: int = 0
    is_fixed: bool = False

    def __post_init__(self) -> None:
        """Number at once what colours cannot change."""
        self.is_fixed = all(part.is_fixed for part in self.parts)
        if self.is_fixed:
            self._number([part.digest for part in self.parts])

    def refresh(self, colours: dict[str, int]) -> int:
        """Number this node from its parts."""
        if not self.is_fixed:
            self._number([part.refresh(colours) for part in self.parts])
        return self.digest

    def _number(self, digests: list[int]) -> None:
        self.digest = self.label
        for digest in sorted(digests) if self.is_unordered else digests:
            self.digest = mix(self.digest, digest)

    def spread(self, context: int, seen: dict[str, list[int]]) -> None:
        """Tell every variable below what stands around it."""
        here = mix(context, self.digest)
        for index, part in enumerate(self.parts):
            if not part.is_fixed:
                part.spread(mix(here, part.digest if self.is_unordered else index), seen)


def shape_of(node: ast.AST, variables: Container[str], is_number: IsNumber) -> Shape | Leaf:
    """The shape of a tree; nested sums are one node with signed terms. Attributes may be among the variables."""
    kind = node.__class__
    if kind is ast.Name:
        assert isinstance(node, ast.Name)
        return Leaf(node.id) if node.id in variables else _without_parts(f"Name {node.id!r} {type(node.ctx).__name__}")
    if kind is ast.Constant and node.kind is None:  # type: ignore[attr-defined]
        return _without_parts(f"Constant {node.value!r} None")  # type: ignore[attr-defined]
    if isinstance(node, ast.arg) and node.arg in variables:
        return Leaf(node.arg)
    if isinstance(node, ast.Attribute) and node.attr in variables:
        return Shape(digest_text(f"member {type(node.ctx).__name__}"), [Leaf(node.attr), shape_of(node.value, variables, is_number)])
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add | ast.Sub) and is_number(node):
        terms = _terms(node, 1, is_number)
        parts = [Shape(digest_text(f"term {sign}"), [shape_of(term, variables, is_number)]) for sign, term in terms]
        return Shape(digest_text("sum"), list(parts), is_unordered=True)
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Mult) and is_number(node):
        factors = _factors(node, is_number)
        return Shape(digest_text("product"), [shape_of(factor, variables, is_number) for factor in factors], is_unordered=True)
    if _is_parallel(node):
        pairs = zip(node.targets[0].elts, node.value.elts, strict=True)  # type: ignore[attr-defined]
        parts = [Shape(1, [shape_of(part, variables, is_number) for part in pair]) for pair in pairs]
        return Shape(digest_text("parallel"), list(parts), is_unordered=True)
    label, children = _label(node, variables)
    return Shape(label, [shape_of(child, variables, is_number) for child in children], _is_unordered(node, is_number))


@lru_cache(maxsize=4096)
def _without_parts(words: str) -> Shape:
    """A node that is nothing but its label; one object for all that are alike, because nothing changes it."""
    return Shape(digest_text(words))


def _terms(node: ast.expr, sign: int, is_number: IsNumber) -> list[tuple[int, ast.expr]]:
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add | ast.Sub) and is_number(node):
        right = sign if isinstance(node.op, ast.Add) else -sign
        return _terms(node.left, sign, is_number) + _terms(node.right, right, is_number)
    return [(sign, node)]


def _factors(node: ast.expr, is_number: IsNumber) -> list[ast.expr]:
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Mult) and is_number(node):
        return _factors(node.left, is_number) + _factors(node.right, is_number)
    return [node]


def _is_parallel(node: ast.AST) -> bool:
    if not isinstance(node, ast.Assign) or len(node.targets) != 1 or not isinstance(node.value, ast.Tuple):
        return False
    target = node.targets[0]
    return isinstance(target, ast.Tuple) and len(target.elts) == len(node.value.elts)


def _is_unordered(node: ast.AST, is_number: IsNumber) -> bool:
    if isinstance(node, ast.Compare):
        return len(node.ops) == 1 and isinstance(node.ops[0], ast.Eq | ast.NotEq)
    if isinstance(node, ast.BoolOp):
        return True
    if isinstance(node, ast.Call):
        is_extreme = isinstance(node.func, ast.Name) and node.func.id in {"max", "min"} and len(node.args) == 2 and not node.keywords
        return is_extreme and is_number(node)
    return isinstance(node, ast.BinOp) and isinstance(node.op, _COMMUTATIVE) and is_number(node)


def _label(node: ast.AST, variables: Container[str]) -> tuple[int, list[ast.AST]]:
    """What a node is, without its parts, and the parts in order."""
    words: list[str] = [type(node).__name__]
    children: list[ast.AST] = []
    for name, value in ast.iter_fields(node):
        if isinstance(value, ast.AST):
            if value._fields:
                children.append(value)
            else:
                words.append(type(value).__name__)
        elif isinstance(value, list):
            words.append(f"{name}{len(value)}")
            _label_items(value, variables, words, children)
        else:
            words.append("?" if isinstance(value, str) and name != "value" and value in variables else repr(value))
    return digest_text(" ".join(words)), children


def _label_items(items: list[Any], variables: Container[str], words: list[str], children: list[ast.AST]) -> None:
    """The items of one field: the classes of those without parts, then all that are no nodes; those with parts are parts."""
    others: list[str] = []
    for item in items:
        if not isinstance(item, ast.AST):
            others.append("?" if item in variables else repr(item))
        elif item._fields:
            children.append(item)
        else:
            words.append(type(item).__name__)
    words += others
