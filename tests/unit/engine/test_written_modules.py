"""Our writer of syntax trees spells every tree as Python's does."""

import ast
import warnings
from pathlib import Path

import pytest

from engine.canonicalization.parsing import write
from engine.canonicalization.written_expressions import Uncommon
from engine.canonicalization.written_modules import written_module
from tests.property.generator import generate
from tests.unit.structure_cases import case_files

ROOT = Path(__file__).parents[3]
OPERATORS = ("+", "-", "*", "@", "/", "%", "//", "<<", ">>", "|", "^", "&", "**", "==", "<=", "is not", "not in", "and", "or", ":=")
OPERANDS = (
    "x",
    "-x",
    "not x",
    "x if y else z",
    "lambda: x",
    "lambda a, /, b=1, *c, d, e=2, **f: x",
    "(yield x)",
    "(yield)",
    "(yield from x)",
)


def parsed(text: str) -> ast.Module:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return ast.parse(text)


def is_alike(tree: ast.Module) -> bool:
    try:
        return written_module(tree) == ast.unparse(tree)
    except Uncommon:
        return True


def test_it_writes_the_engine_as_python_does() -> None:
    files = sorted((ROOT / "engine").rglob("*.py"))

    assert [file for file in files if not is_alike(parsed(file.read_text()))] == []
    assert len(files) > 400


def test_it_writes_answers_as_python_does() -> None:
    texts = [text for file in case_files("variants") for text in file.texts]

    assert [text for text in texts if not is_alike(parsed(text))] == []
    assert len(texts) > 1_000


def test_it_writes_generated_programs_as_python_does() -> None:
    seeds = range(300)

    assert [seed for seed in seeds if not is_alike(parsed(generate(seed).source))] == []


@pytest.mark.parametrize("operand", OPERANDS)
def test_it_puts_operands_in_parentheses_where_python_does(operand: str) -> None:
    inside = [f"({operand}) {sign} y" for sign in OPERATORS[:-1]] + [f"y {sign} ({operand})" for sign in OPERATORS[:-1]]
    nested = [f"(({first}) {sign} z)" for first in inside for sign in OPERATORS[:-1]]
    around = [f"({operand}).a", f"({operand})[0]", f"({operand})(1)", f"[*({operand})]", f"(y := ({operand}))", f"{{**({operand})}}"]
    around += [f"[a for a in ({operand}) if ({operand})]", f"({operand}) if ({operand}) else ({operand})", f"f(({operand}), k=({operand}))"]
    lines = [f"    {text}\n    v = {text}\n    return {text}" for text in (*inside, *nested, *around)]

    for line in lines:
        tree = parsed(f"def f():\n{line}\n")
        assert written_module(tree) == ast.unparse(tree)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "pass",
        "'''a docstring'''\nx = 1",
        "def f():\n    'a \"docstring\" with \\\\ and \\n lines'\n    'no docstring'\n    return",
        "class A(B, metaclass=C):\n    '''text'''\n\n    @d(1)\n    def f(self, x: int = 1, *, y) -> str:\n        pass",
        "@a\n@b.c\nasync def f(*, k):\n    async with a as b, c:\n        pass\n    async for x in y:\n        break\n    else:\n        continue",
        "if a:\n    b\nelif c:\n    d\nelse:\n    if e:\n        f\n    g",
        "for a, b in c, d:\n    pass\nelse:\n    pass\nwhile a:\n    pass\nelse:\n    pass",
        "try:\n    a\nexcept (B, C) as d:\n    raise\nexcept E:\n    raise F from g\nexcept:\n    pass\nelse:\n    h\nfinally:\n    i",
        "import a.b as c, d\nfrom . import e\nfrom ..f import g as h\nfrom k import *",
        "a = b, c = d = (e,)\na, = b\n(a.b): int = 1\n(a): int\na: int = 2\na **= 2\nx[1:2, ::3, ...] = ()\nx[1,]\nx[()]\nx[1:2]\nx[::]",
        "del a, b[0], c.d\nassert a, b\nglobal g\nx = {1, *a}\ny = {1: 2, **b}\nz = [*c]\nw = {*()}",
        "a < b < c\n(a < b) < c\nnot (not a)\n-(-a)\n- -1\n(-1) ** 2\n-1 ** 2\n2 ** -1\n(a ** b) ** c\na ** b ** c\n(a, b)\n1 .real\n1.5.real\nTrue.real",
        "1e400\n-1e400\n1j\nb'x'\n...\nNone\n'\\ud800'\nu'text'\n'\"\\''\n1e400j",
        "f'{a!r:>{w}} {{}} {b:%Y}'\nf'{a[\"k\"]}'\nx = f'a' 'b' f'{c}'",
        "[a async for a in b]\nmatch a:\n    case 1:\n        pass",
        "[a for b in c if d if e for f in g]\n{a: b for c in d}\n(a for b, c in d)\n{a for b in (lambda: c)}\n[a for b in (c if d else e)]",
        "(yield)\nx = yield\ny = yield 1, 2\nawait a",
        "lambda: (yield)\nlambda x: lambda y: x\n(lambda: a)()\nx = lambda *a, **b: 0",
        "with (a, b):\n    pass\nwith a as (b, c), d as e[0]:\n    pass",
        "x = (y := 1)\nf(y := 1)\nf(*a, b, *c, d=1, **e)\nprint((yield))",
        "try:\n    a\nexcept* B:\n    c",
    ],
)
def test_each_kind_of_statement_is_written_as_python_writes_it(text: str) -> None:
    tree = parsed(text)
    expected = ast.unparse(tree)

    assert is_alike(tree)
    assert write(tree) == (expected + "\n" if expected else "")


@pytest.mark.parametrize("text", ["match a:\n    case 1:\n        pass", "async def f():\n    return [a async for a in b]", "await a"])
def test_what_answers_hardly_ever_have_is_left_to_python(text: str) -> None:
    with pytest.raises(Uncommon):
        written_module(parsed(text))
