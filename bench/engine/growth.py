"""How the time of a canonical form grows with one function: shapes of code, each repeated 10, 20, 40, 80 and 160 times in one function.

Run: python -m bench.engine.growth [NAME ...]. Prints the processor time for each element in milliseconds, and how much more an element
costs among 160 than among 20: about 1 where the time grows with the length, 8 where it grows with its square.
"""

import sys
import time
from collections.abc import Callable

from engine.canonicalization.memory import MEMORIES
from engine.canonicalization.pipeline import canonicalize

SIZES = (10, 20, 40, 80, 160)


def lines(template: str, count: int, start: str = "", end: str = "return x") -> str:
    """A function of two parameters with a piece of code so many times: `#` stands for the number of the piece."""
    pieces = "".join(template.replace("#", str(index)) + "\n" for index in range(count))
    body = f"{start}\n{pieces}{end}\n".replace("\n", "\n    ")
    return f"import re\n\ndef f(x, y):\n    {body}\n"


def pyramid(count: int) -> str:
    """Blocks inside blocks, as deep as Python reads them, and then anew."""
    parts: list[str] = []
    for index in range(count):
        head = f"if x > {index}:" if index % 2 else f"for i{index} in range(y):"
        parts.append(f"{'    ' * (index % 15)}{head}")
        if index % 15 == 14 or index == count - 1:
            parts.append(f"{'    ' * (index % 15 + 1)}x += {index}")
    return lines("\n".join(parts), 1)


def expression(template: str, joint: str) -> Callable[[int], str]:
    """One long expression of so many operands."""
    return lambda count: lines("", 0, "", "return " + joint.join(template.replace("#", str(index)) for index in range(count)))


def repeated(template: str, start: str = "", end: str = "return x") -> Callable[[int], str]:
    """A piece of code again and again."""
    return lambda count: lines(template, count, start, end)


SHAPES: dict[str, Callable[[int], str]] = {
    "assignments": repeated("v# = g(x, #)", end="return v0"),
    "assignments of constants": repeated("v# = #", end="return v0"),
    "chained assignments": repeated("a# = b# = x + #\nh(a#, b#)"),
    "chained unread assignments": repeated("a# = b# = g(x)"),
    "one chained assignment": lambda count: lines("", 0, " = ".join(f"v{index}" for index in range(count)) + " = g(x)", "return v0"),
    "parallel assignments": repeated("a#, b# = y + #, x\nh(a#, b#)"),
    "exchanges": repeated("t# = x\nx = y\ny = t#"),
    "updates": repeated("x += y * #"),
    "updates of one variable": repeated("x = g(x, #)"),
    "values used once": repeated("v# = y + #\nx = g(x, v#)"),
    "values used next": lambda count: lines(
        "", 0, "v0 = x\n" + "\n".join(f"v{i + 1} = v{i} + y" for i in range(count)), f"return v{count}"
    ),
    "try": repeated("try:\n    x = g(x)\nexcept ValueError:\n    x = #"),
    "try with a name": repeated("try:\n    x = g(x)\nexcept (KeyError, ValueError) as e#:\n    x = str(e#)"),
    "try and finally": repeated("try:\n    x = g(x)\nfinally:\n    h(#)"),
    "with": repeated("with g(x) as c#:\n    x = c#.read()"),
    "re.sub": repeated("x = re.sub(r'[a-z]+#', '', x)"),
    "re.sub one inside the other": lambda count: lines(
        "", 0, "", "return " + "re.sub('[0-9]+', '', " * min(count, 80) + "x" + ")" * min(count, 80)
    ),
    "if": repeated("if x > #:\n    x = g(x)"),
    "if and else": repeated("if x > #:\n    x = g(x)\nelse:\n    x = h(x)"),
    "guards": repeated("if x == #:\n    return y"),
    "guards that raise": repeated("if g(x, #):\n    raise ValueError('#')"),
    "elif": lambda count: lines("elif x == #:\n    y = g(#)", count, "if x < 0:\n    y = h(x)", "return y"),
    "elif with return": lambda count: lines("elif x == #:\n    return g(#)", count, "if x < 0:\n    return h(x)", "return y"),
    "match": lambda count: lines("    case #:\n        y = g(#)", count, "match x:", "return y"),
    "for": repeated("for i# in range(y):\n    x = g(x, i#)"),
    "for that collects": repeated("r# = []\nfor i# in y:\n    r#.append(g(i#))\nh(r#)"),
    "for that adds": repeated("s# = 0\nfor i# in y:\n    s# += i#\nh(s#)"),
    "for that searches": repeated("for i# in y:\n    if i# == #:\n        return True"),
    "while": repeated("while g(x):\n    x = h(x, #)"),
    "while that counts": repeated("i# = 0\nwhile i# < len(y):\n    h(y[i#])\n    i# += 1"),
    "appends": repeated("r.append(x + #)", "r = []", "return r"),
    "items stored": repeated("d[#] = g(x)", "d = {}", "return d"),
    "string concatenations": repeated("s += 'a#' + str(x)", "s = ''", "return s"),
    "string assigned concatenations": repeated("s = s + 'a#' + x", "s = ''", "return s"),
    "f-strings": repeated("s += f'{x}#'", "s = ''", "return s"),
    "prints": repeated("print('a#', x)"),
    "calls": repeated("h(x, #)"),
    "method calls": repeated("x = x.replace('a#', 'b')"),
    "method calls, typed": repeated("s = s.replace('a#', 'b')", "s = str(x)", "return s"),
    "method calls in a chain": lambda count: lines("", 0, "", "return x" + "".join(f".replace('a{i}', 'b')" for i in range(count))),
    "comprehensions": repeated("r# = [g(i) for i in y if i > #]\nh(r#)"),
    "generators": repeated("x += sum(i * # for i in y)"),
    "lambdas": repeated("f# = lambda a: a + #\nx = f#(x)"),
    "nested defs": repeated("def g#(a):\n    return a + #\nx = g#(x)"),
    "nested defs that capture": repeated("def g#(a):\n    return a + y\nx = g#(x)"),
    "asserts": repeated("assert x != #, 'no #'"),
    "deletes": repeated("v# = g(x)\ndel v#"),
    "imports": repeated("import os.path as p#\nx = p#.join(x)"),
    "globals": repeated("x += g.a#"),
    "tuples unpacked": repeated("a#, b# = g(x)\nx = h(a#, b#)"),
    "nested blocks": pyramid,
    "nested ifs with else": lambda count: lines(
        "if x > #:\n    if y > #:\n        x = g(x)\n    else:\n        x = h(x)\nelse:\n    y = g(y)", count
    ),
    "sum": expression("g(x, #)", " + "),
    "sum of numbers": expression("len(x) * #", " + "),
    "and": expression("x != #", " and "),
    "or of calls": expression("g(x, #)", " or "),
    "or of equals": expression("x == #", " or "),
    "conditional expressions": lambda count: lines(
        "", 0, "", "return " + " ".join(f"{i} if x == {i} else" for i in range(min(count, 80))) + " y"
    ),
    "list of constants": lambda count: lines("", 0, "", f"return [{', '.join(map(str, range(count)))}][x]"),
    "dictionary": lambda count: lines("", 0, "d = {" + ", ".join(f"{i}: 'a{i}'" for i in range(count)) + "}", "return d[x]"),
    "dictionary of calls": lambda count: lines("", 0, "d = {" + ", ".join(f"'k{i}': g(x, {i})" for i in range(count)) + "}", "return d"),
    "comparisons in a chain": lambda count: lines("", 0, "", "return " + " < ".join(f"g({i})" for i in range(count))),
    "functions": lambda count: "\n".join(f"def f{i}(x):\n    y = g(x)\n    return y + {i}\n" for i in range(count)),
    "functions that call": lambda count: "\n".join(f"def f{i}(x):\n    return {f'f{i - 1}(x) + 1' if i else 'x'}\n" for i in range(count)),
    "methods": lambda count: (
        "class A:\n"
        + "\n".join(f"    def f{i}(self, x):\n        self.a{i} = x\n        return self.f{i - 1 if i else 0}(x)\n" for i in range(count))
    ),
    "attributes": lambda count: "class A:\n    def __init__(self):\n" + "\n".join(f"        self.a{i} = {i}" for i in range(count)) + "\n",
    "module statements": lambda count: "\n".join(f"A{i} = {i}" for i in range(count)) + "\ndef f(x):\n    return x\n",
    "example calls": lambda count: "def f(x):\n    return x\n" + "\n".join(f"print(f({i}))" for i in range(count)) + "\n",
}


def each(shape: Callable[[int], str], size: int) -> float:
    """Milliseconds of processor time for one of so many elements, with nothing remembered."""
    for memory in MEMORIES:
        memory.clear()
    source = shape(size)
    started = time.process_time()
    form = canonicalize(source)
    seconds = time.process_time() - started
    if form.problem:
        print(f"<!-- {size}: {form.problem} -->")
    return 1000 * seconds / size


def main() -> None:
    """Measure and print a Markdown table."""
    print(f"| shape | {' | '.join(f'{size}' for size in SIZES)} | 160 for 20 |")
    print(f"| --- |{' ---: |' * (len(SIZES) + 1)}")
    for name, shape in SHAPES.items():
        if sys.argv[1:] and name not in sys.argv[1:]:
            continue
        found = [each(shape, size) for size in SIZES]
        print(f"| {name} | {' | '.join(f'{value:.2f}' for value in found)} | {found[-1] / found[1]:.1f} |", flush=True)


if __name__ == "__main__":
    main()
