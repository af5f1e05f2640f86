"""Parsing and writing Python without ever raising anything but NoCanonicalForm."""

import ast
import threading
import warnings
from types import CodeType

from engine.canonicalization.trees import are_alike, statements_of
from engine.canonicalization.written_expressions import Uncommon
from engine.canonicalization.written_modules import written_module

MAX_CHARACTERS = 250_000
_WARNINGS = threading.Lock()


class _Spare(threading.local):
    """The text that this thread wrote last, with the tree that was made of it to see whether it is faithful, until somebody wants it."""

    text: str | None = None
    tree: ast.Module | None = None


_spare = _Spare()


class NoCanonicalForm(Exception):
    """The text has no canonical form; the message says why, for the user."""


def parse(text: str) -> ast.Module:
    """Parse a module into a tree of its own; the compiler's warnings are nobody's concern here.

    Raises NoCanonicalForm for anything that does not parse.
    """
    tree, _spare.tree = (_spare.tree, None) if text == _spare.text else (None, _spare.tree)
    return tree if tree is not None else _parsed(text)


def tree_of(text: str) -> ast.Module | None:
    """A tree of a text's own, None where it does not parse."""
    try:
        return parse(text)
    except NoCanonicalForm:
        return None


def _parsed(text: str) -> ast.Module:
    if len(text) > MAX_CHARACTERS:
        raise NoCanonicalForm(f"the output is longer than {MAX_CHARACTERS} characters")
    try:
        with _WARNINGS, warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return ast.parse(text)
    except SyntaxError as error:
        raise _not_python(error) from None
    except ValueError as error:
        raise NoCanonicalForm(f"not Python: {error}") from None
    except (RecursionError, MemoryError):
        raise NoCanonicalForm("nested too deeply to be analysed") from None


def _not_python(error: SyntaxError) -> NoCanonicalForm:
    where = f" (line {error.lineno})" if error.lineno else ""
    return NoCanonicalForm(f"not Python: {error.msg}{where}")


def compiled(tree: ast.Module) -> CodeType:
    """Compile a module. Raises NoCanonicalForm for one that parses and that the compiler refuses: with `return` outside a function, say."""
    try:
        with _WARNINGS, warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return compile(tree, "<answer>", "exec", dont_inherit=True)
    except SyntaxError as error:
        raise _not_python(error) from None
    except (RecursionError, MemoryError):
        raise NoCanonicalForm("nested too deeply to be analysed") from None


def write(tree: ast.Module) -> str:
    """Write a tree as text, without asking whether that means the same. May raise ValueError, RecursionError and MemoryError."""
    try:
        text = written_module(tree)
    except Uncommon:
        text = _written_by_python(tree)
    return text + "\n" if text else ""


def _written_by_python(tree: ast.Module) -> str:
    for node in statements_of(tree):
        node.lineno = 1  # type: ignore[attr-defined]  # Python's writer looks for a type comment of this line
    return ast.unparse(tree)


def unparse(tree: ast.Module, written: str | None = None) -> str:
    """Write a tree as text that parses to the same tree; `written` is what `write` made of it, for whoever has that.

    Raises NoCanonicalForm where Python's own writer fails at that.
    """
    try:
        text = write(tree) if written is None else written
        again = parse(text)
        is_faithful = are_alike(again, tree)
    except (RecursionError, MemoryError):
        raise NoCanonicalForm("nested too deeply to be analysed") from None
    except ValueError as error:
        raise NoCanonicalForm(f"cannot be written in one way: {error}") from None
    if not is_faithful:
        raise NoCanonicalForm("cannot be written in one way: Python's own writer changes it")
    _spare.text, _spare.tree = text, again
    return text
