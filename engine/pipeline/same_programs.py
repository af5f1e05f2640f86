"""Which source texts are the same program to whoever only calls it: those that Python compiles to the same code.

Layout, comments and docstrings are not in the code but for line numbers, and names of local variables decide nothing there: the code
has their places. Whatever could look at these at run time (`__doc__`, `locals`, frames, `inspect`) is not determined in the sense of
`engine.oracle.determinism`, which is to be asked, too.
"""

import ast
from dataclasses import dataclass
from inspect import CO_OPTIMIZED
from types import CodeType

from engine.canonicalization.memory import digest
from engine.canonicalization.parsing import NoCanonicalForm, compiled, parse
from engine.canonicalization.trees import walk

_DOCUMENTED = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)


@dataclass(frozen=True, slots=True)
class Identity:
    """The key of a program, equal only for programs that are the same, and the names of local variables that it leaves out."""

    key: bytes
    hidden: frozenset[str]


def identity_of(source: str) -> Identity | None:
    """What a source text is as a program; None where it does not compile. Never raises."""
    try:
        tree = parse(source)
        seen = _read(tree)
        speller = _Speller(seen)
        speller.spell(compiled(tree))
    except (NoCanonicalForm, RecursionError, MemoryError, ValueError):
        return None
    return Identity(digest("\n".join(speller.parts)), frozenset(speller.hidden))


@dataclass(frozen=True, slots=True)
class _Seen:
    """Names that calls give to arguments; and whether messages of exceptions, which have names in them, can be read by the program."""

    keywords: frozenset[str]
    reads_messages: bool


def _read(tree: ast.Module) -> _Seen:
    """See what of a program shows names, and take its docstrings out."""
    keywords: set[str] = set()
    reads_messages = False
    for node in walk(tree):
        kind = node.__class__
        if kind is ast.keyword:
            keywords.add(node.arg or "")  # type: ignore[attr-defined]
        elif kind is ast.ExceptHandler:
            reads_messages = reads_messages or node.name is not None  # type: ignore[attr-defined]
        elif kind in _DOCUMENTED:
            reads_messages = reads_messages or getattr(node, "name", "") in {"__exit__", "__aexit__"}
            _drop_docstring(node)  # type: ignore[arg-type]
    return _Seen(frozenset(keywords), reads_messages)


def _drop_docstring(node: ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef) -> None:
    match node.body:
        case [ast.Expr(ast.Constant(str())) as first, *others]:
            node.body = others or [ast.copy_location(ast.Pass(), first)]


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
