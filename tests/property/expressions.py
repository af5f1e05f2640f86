"""Random expressions by kind: what the generator writes at the right of an assignment, in a test or as an argument."""

import random


class Expressions:
    """Expects `rng`, `scope` and `fresh` of the generator."""

    rng: random.Random

    def variable(self, kind: str) -> str | None:
        """A variable of this kind, or None."""
        names = [name for name, own in self.scope.variables.items() if own == kind]  # type: ignore[attr-defined]
        return self.rng.choice(names) if names else None

    def expression(self, kind: str, depth: int = 0) -> str:
        """An expression that mostly gives a value of this kind."""
        if kind == "any":
            kind = self.rng.choice(["any_variable", "any_variable", "int", "str", "list_int", "bool"])
        if self.rng.random() < 0.02 and depth < 3:
            return self._call(depth)
        name = self.variable("any" if kind == "any_variable" else kind)
        if name is not None and (depth > 2 or self.rng.random() < 0.3 + 0.3 * min(depth, 2)):
            return name
        if self.rng.random() < 0.05 and depth < 3:
            return f"({self.expression(kind, depth + 1)} if {self.test(depth + 1)} else {self.expression(kind, depth + 1)})"
        return self._any(depth) if kind == "any_variable" else getattr(self, f"_{kind}")(depth)

    def _pick(self, options: list[str]) -> str:
        return self.rng.choice(options)

    def _call(self, depth: int) -> str:
        helpers = self.scope.helpers  # type: ignore[attr-defined]
        if not helpers:
            return "print(1)"
        name = self.rng.choice(list(helpers))
        return f"{name}({', '.join(self.expression(kind, depth + 1) for kind in helpers[name])})"

    def _any(self, depth: int) -> str:
        if (depth > 1 and self.rng.random() < 0.7) or depth > 2:
            return self._pick(["None", "0", "True", "''"])
        left, right = self.expression("any", depth + 1), self.expression("any", depth + 1)
        operator = self._pick(["+", "-", "==", "<", ">=", "and", "or", "!=", "in", "is"])
        return self._pick([f"({left} {operator} {right})", f"(not {left})", f"[{left}, {right}]", f"({left}, {right})"])

    def _int(self, depth: int) -> str:
        if (depth > 1 and self.rng.random() < 0.7) or depth > 2:
            return self._pick(["0", "1", "2", "3", "-1"])
        a, b = (self.expression("int", depth + 1) for _ in range(2))
        text, items = self.expression("str", depth + 1), self.expression("list_int", depth + 1)
        constant = self._pick(["1", "2", "3", "-2", "0"])
        options = [
            f"({a} + {b})",
            f"({a} - {b})",
            f"({a} * {constant})",
            f"({a} // {constant})",
            f"({a} % {b})",
            f"({a} & 7)",
            f"({a} >> 1)",
            f"-{a}",
        ]
        options += [
            f"len({text})",
            f"len({items})",
            f"sum({items})",
            f"max({a}, {b})",
            f"{items}[{constant}]",
            f"{items}.pop()",
            f"int({text})",
        ]
        options += [
            constant,
            constant,
            f"abs({a})",
            f"({a} + {constant} - {b} + 1)",
            f"({a} + {b} * 2 + {a}) // 2",
            f"min({items})",
            f"{text}.find({text})",
        ]
        options += [f"(lambda z: z + {b})({a})", f"sum(k * 2 for k in {items})", f"{items}.count({a})", f"ord({text}[0])"]
        return self._pick(options)

    def _float(self, depth: int) -> str:
        if (depth > 1 and self.rng.random() < 0.7) or depth > 2:
            return self._pick(["0.5", "-0.0", "2.0"])
        a, b, c = self.expression("float", depth + 1), self.expression("float", depth + 1), self.expression("int", depth + 1)
        return self._pick(
            [f"({a} + {b})", f"({a} - {b} + {a})", f"({a} * {b})", f"({c} / 2)", f"({a} * {c})", f"-{a}", "0.1", "1.5", f"abs({a})"]
        )

    def _str(self, depth: int) -> str:
        if (depth > 1 and self.rng.random() < 0.7) or depth > 2:
            return self._pick(["''", "'a'", "'ab'", "'('"])
        a, n = self.expression("str", depth + 1), self.expression("int", depth + 1)
        items = self.expression("list_str", depth + 1)
        if (name := self.variable(self._pick(["str", "int", "list_int", "any"]))) is not None and self.rng.random() < 0.2:
            return self._pick([f"f'{{{name}}}'", f"f'{{{name}!r}}.'", f"f'<{{{name}}}-{{{name}}}>'"])
        options = [f"({a} + 'x')", f"{a}[{n}]", f"{a}[1:]", f"{a}[::-1]", f"{a}.upper()", f"{a}.replace('a', 'b')", f"str({n})"]
        options += [
            f"''.join({items})",
            f"({a} * 2)",
            f"{a}.strip()",
            f"'-'.join(q for q in {items} if q)",
            f"{items}.pop(0)",
            "'b'",
            "'a\\n'",
            f"str({items})",
        ]
        return self._pick(options)

    def _bool(self, depth: int) -> str:
        return self.test(depth + 1) if depth < 3 else self._pick(["True", "False"])

    def _list_int(self, depth: int) -> str:
        if (depth > 1 and self.rng.random() < 0.7) or depth > 2:
            return self._pick(["[]", "[1, 2]", "[0]"])
        a, n = self.expression("list_int", depth + 1), self.expression("int", depth + 1)
        options = [
            "[]",
            f"[{n}]",
            f"[{n}, 1, 2]",
            f"{a}[1:]",
            f"sorted({a})",
            f"list({a})",
            f"({a} + [{n}])",
            f"[k + 1 for k in {a}]",
            "([0] * 3)",
        ]
        options += [
            f"[k for k in {a} if k > {n}]",
            f"list(range({self._pick(['3', '2', 'len(' + a + ')'])}))",
            f"{a}[::-1]",
            f"list(reversed({a}))",
        ]
        return self._pick(options)

    def _list_str(self, depth: int) -> str:
        if (depth > 1 and self.rng.random() < 0.7) or depth > 2:
            return self._pick(["[]", "['a', 'b']"])
        a, text = self.expression("list_str", depth + 1), self.expression("str", depth + 1)
        return self._pick(
            ["[]", f"[{text}]", f"{text}.split()", f"list({text})", f"({a} + [{text}])", f"[w.lower() for w in {a}]", f"sorted({a})"]
        )

    def _dict(self, depth: int) -> str:
        if (depth > 1 and self.rng.random() < 0.7) or depth > 2:
            return "{}"
        text, n, d = self.expression("str", depth + 1), self.expression("int", depth + 1), self.expression("dict", depth + 1)
        return self._pick(["{}", f"{{{text}: {n}}}", f"dict({d})", "{'(': 1, ')': 2}", f"{{w: 1 for w in {text}}}"])

    def test(self, depth: int = 0) -> str:
        """An expression for a place where truth matters, boolean or not."""
        if depth > 3:
            return self._pick(["True", "False"])
        kind = self._pick(["int", "str", "list_int", "int", "any"])
        a, b = self.expression(kind, depth + 1), self.expression(kind, depth + 1)
        n, items, d = self.expression("int", depth + 1), self.expression("list_int", depth + 1), self.expression("dict", depth + 1)
        options = [f"{a} {operator} {b}" for operator in ("==", "!=", "<", ">", "<=", ">=")] + [
            f"{n} < {n} + 1 <= 5",
            f"not {a}",
            a,
            f"{n} in {items}",
        ]
        options += [
            f"len({items}) == 0",
            f"len({items}) > 0",
            f"{items} == []",
            f"{n} % 2 == 0",
            f"{n} % 2 != 0",
            f"'a' in {d}",
            f"{n} not in (1, 2)",
        ]
        options += [f"{n} == 1 or {n} == 2", f"isinstance({a}, int)", f"{a} is None", f"any({items})", f"all(k > 0 for k in {items})"]
        if depth < 2:
            x, y = self.test(depth + 1), self.test(depth + 1)
            options += [
                f"({x} and {y})",
                f"({x} or {y})",
                f"not ({x} and {y})",
                f"({x}) == True",
                f"bool({x})",
                f"(True if {x} else False)",
            ] * 2
        return f"({self._pick(options)})"
