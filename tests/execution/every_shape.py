"""A schema with every shape that an answer can have, right and wrong ones."""

import asyncio
from collections.abc import Callable
from datetime import UTC, datetime
from enum import Enum, StrEnum
from typing import Annotated
from uuid import UUID

import strawberry
from graphql import GraphQLError
from strawberry.scalars import JSON

from api.execution.plans import BIND


@strawberry.enum
class Colour(StrEnum):
    RED = "red"
    BLUE = "blue"


@strawberry.enum
class Size(Enum):
    SMALL = 1
    LARGE = 2


@strawberry.interface
class Named:
    name: str


@strawberry.type
class Leaf:
    text: str
    maybe: str | None
    number: int
    ratio: float
    is_green: bool
    key: strawberry.ID
    code: UUID
    at: datetime
    colour: Colour
    size: Size | None
    data: JSON


def _bound(_info: object, first: int = 2) -> Callable[["Tree"], Leaf]:
    """Leaves that were fetched ahead: none for three of them, nor for trees of level 0."""
    if first == 3:
        raise LookupError("not fetched ahead")
    ready = {level: leaf(number=first) for level in (1, 2, 3)}
    return lambda tree: ready[tree.level]


@strawberry.type
class Tree(Named):
    leaf: Leaf
    maybe_leaf: Leaf | None
    leaves: list[Leaf]
    holes: list[Leaf | None]
    words: list[str]
    grid: list[list[int]]
    level: strawberry.Private[int]

    @strawberry.field
    def child(self) -> "Tree | None":
        return None if self.level <= 0 else tree(self.level - 1)

    @strawberry.field
    async def later(self) -> "Tree":
        await asyncio.sleep(0)
        return tree(self.level - 1)

    @strawberry.field
    async def children(self, first: int = 2) -> list["Tree"]:
        return [tree(self.level - 1) for _ in range(first)]

    @strawberry.field(metadata={BIND: _bound})
    async def bound(self, first: int = 2) -> Leaf:
        await asyncio.sleep(0)
        return leaf(number=first)

    @strawberry.field
    def fails(self) -> int:
        raise GraphQLError("no", extensions={"code": "NO"})

    @strawberry.field
    async def fails_later(self) -> str | None:
        await asyncio.sleep(0)
        raise ValueError("secret")

    @strawberry.field
    def anything(self) -> list[Annotated["Tree | Leaf", strawberry.union("Anything")]]:
        return [tree(0), leaf()]

    @strawberry.field
    def named(self) -> Named:
        return tree(self.level - 1)


@strawberry.type
class Query:
    @strawberry.field
    def tree(self, level: int = 2) -> Tree:
        return tree(level)

    @strawberry.field
    async def wrong(self) -> list[Tree | None]:
        """Plain attributes that do not fit their fields."""
        return [wrong(field, value) for field, value in WRONG]


WRONG = [
    ("text", None), ("text", 5), ("text", True), ("number", 2**31), ("number", -(2**31)), ("number", 1.5), ("number", "7"),
    ("number", True),
    ("ratio", float("nan")), ("ratio", float("inf")), ("ratio", 3), ("is_green", 1), ("is_green", "yes"), ("key", 17), ("colour", "red"),
    ("colour", "green"), ("colour", None), ("size", Size.LARGE), ("size", Colour.RED), ("at", "today"), ("code", None),
]  # fmt: skip


def leaf(**changes: object) -> Leaf:
    values = {
        "text": "t", "maybe": None, "number": 7, "ratio": 0.5, "is_green": False, "key": strawberry.ID("k"), "code": UUID(int=5),
        "at": datetime(2026, 1, 2, tzinfo=UTC), "colour": Colour.BLUE, "size": Size.SMALL, "data": {"a": [1, None]},
    }  # fmt: skip
    return Leaf(**(values | changes))


def tree(level: int) -> Tree:
    return Tree(
        name=f"tree {level}", leaf=leaf(), maybe_leaf=leaf() if level else None, leaves=[leaf(), leaf(text="u")], holes=[None, leaf()],
        words=["a", "b"], grid=[[1], []], level=level,
    )  # fmt: skip


def wrong(field: str, value: object) -> Tree:
    made, bad = tree(0), leaf(**{field: value})
    made.leaf, made.maybe_leaf, made.leaves, made.holes = bad, bad, [bad], [bad]
    return made


schema = strawberry.Schema(Query, types=[Tree])
