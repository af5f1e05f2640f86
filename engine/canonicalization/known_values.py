"""Values as far as they are known: exactly, by an upper bound, or as an empty container."""

import ast
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Exact:
    """One value: an integer, a boolean, a text or None."""

    value: object


@dataclass(frozen=True, slots=True)
class AtMost:
    """Some integer that is not greater than this one."""

    high: int


@dataclass(frozen=True, slots=True)
class Empty:
    """An empty container of a kind, made by the statements themselves or brought by somebody else."""

    kind: str
    is_fresh: bool = True


Value = Exact | AtMost | Empty


@dataclass(frozen=True, slots=True)
class Recursion:
    """A function of the module that may be called again, with one integer, but not with this one."""

    function: ast.FunctionDef
    except_for: int


class Unknown(Exception):
    """The interpreter does not know."""


def are_equal(first: Value, second: Value) -> bool:
    """Whether two results cannot be told apart: the same value of the same type, or fresh empty containers of one kind."""
    if isinstance(first, Exact) and isinstance(second, Exact):
        return type(first.value) is type(second.value) and first.value == second.value
    return isinstance(first, Empty) and first == second and first.is_fresh and first.kind != "iterator"


def compare_bound(high: int, how: ast.cmpop, value: int) -> bool:
    """Compare an integer of which only the greatest possible value is known."""
    match how:
        case ast.LtE() if high <= value:
            return True
        case ast.Lt() if high < value:
            return True
        case ast.Gt() if high <= value:
            return False
        case ast.GtE() if high < value:
            return False
        case ast.Eq() if high < value:
            return False
        case ast.NotEq() if high < value:
            return True
    raise Unknown
