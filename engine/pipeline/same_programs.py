"""Which source texts are the same program to whoever only calls it: those that Python compiles to the same code.

Layout, comments and docstrings are not in the code but for line numbers, and names of local variables decide nothing there: the code
has their places. Whatever could look at these at run time (`__doc__`, `locals`, frames, `inspect`) is not determined in the sense of
`engine.oracle.determinism`, which is to be asked, too.
"""

import ast
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from inspect import CO_OPTIMIZED
from types import CodeType

from engine.canonicalization.memory import digest
from engine.canonicalization.parsing import NoCanonicalForm, compiled
from engine.canonicalization.trees import walk

Documented = ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True, slots=True)
class Identity:
    """The key of a program, equal only for programs that are the same, and the names of local variables that it leaves out."""

    key: bytes
    hidden: frozenset[str]


def identity_of(tree: ast.Module) -> Identity | None:
    """What a text with this tree is as a program; None where it does not compile. Never raises, and leaves the tree as it is."""
    try:
        seen = _Seen(walk(tree))
        with seen.without_docstrings():
            code = compiled(tree)
        speller = _Speller(seen)
        speller.spell(code)
    except (NoCanonicalForm, RecursionError, MemoryError, ValueError):
        return None
    return Identity(digest("\n".join(speller.parts)), frozenset(speller.hidden))


class _Seen:
    """What of a program shows names of variables: calls with keywords, and whoever catches exceptions and can read their messages."""

    def __init__(self, nodes: list[ast.AST]) -> None:
        self.keywords: set[str | None] = set()
        self.reads_messages = False
        self._documented: list[Documented] = []
        for node in nodes:
            note = _NOTES.get(node.__class__)
            if note is not None:
                note(self, node)

    def note_keyword(self, node: ast.keyword) -> None:
        self.keywords.add(node.arg)

    def note_handler(self, node: ast.ExceptHandler) -> None:
        self.reads_messages |= node.name is not None

    def note_definition(self, node: "Documented") -> None:
        self.reads_messages |= getattr(node, "name", "") in {"__exit__", "__aexit__"}
        match node.body:
            case [ast.Expr(ast.Constant(str())), *_]:
                self._documented.append(node)

    @contextmanager
    def without_docstrings(self) -> Iterator[None]:
        """Take the docstrings out of the tree for a while."""
        bodies = [node.body for node in self._documented]
        for node in self._documented:
            node.body = node.body[1:] or [ast.copy_location(ast.Pass(), node.body[0])]
        try:
            yield
        finally:
            for node, body in zip(self._documented, bodies, strict=True):
                node.body = body


_NOTES: dict[type[ast.AST], Callable[..., None]] = {
    ast.keyword: _Seen.note_keyword,
    ast.ExceptHandler: _Seen.note_handler,
    **dict.fromkeys((ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef), _Seen.note_definition),
}


class _Speller:
    """Spells code objects so that no two that do different things are spelled alike."""

    def __init__(self, seen: _Seen) -> None:
        self._seen = seen
        self.parts: list[str] = []
        self.hidden: set[str] = set()

    def spell(self, code: CodeType) -> None:
        """One code object and those inside; counts before lists keep the places apart."""
        variables = (code.co_varnames, code.co_cellvars, code.co_freevars)
        self.parts += (
            f"{code.co_name!r} {code.co_flags} {code.co_argcount} {code.co_posonlyargcount} {code.co_kwonlyargcount}",
            code.co_code.hex(),
            code.co_exceptiontable.hex(),
            repr(code.co_names),
            repr([[self._named(name, code) for name in names] for names in variables]),
            str(len(code.co_consts)),
        )
        for constant in code.co_consts:
            if isinstance(constant, CodeType):
                self.spell(constant)
            else:
                self.parts.append(repr(constant))

    def _named(self, name: str, code: CodeType) -> str:
        """A variable's name where it can matter: in the bodies of classes, where names are looked up; of keywords; of Python's own."""
        is_seen = self._seen.reads_messages or not code.co_flags & CO_OPTIMIZED or name in self._seen.keywords or name.startswith("__")
        if is_seen:
            return name
        self.hidden.add(name)
        return ""
