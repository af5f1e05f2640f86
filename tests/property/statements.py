"""Random statements: the generator's blocks, loops, branches, handlers, inner functions and idioms."""

import random

_KINDS = ["int", "int", "str", "list_int", "list_str", "dict", "bool", "any", "float"]


def _indent(lines: list[str]) -> list[str]:
    return [f"    {line}" for line in lines] or ["    pass"]


class Statements:
    """Expects `rng`, `scope`, `fresh` and the expressions of the generator."""

    rng: random.Random

    def block(self, size: int) -> list[str]:
        """Several statements."""
        lines: list[str] = []
        for _ in range(size):
            lines += self._statement()
        return lines

    def _inner(self, size: int) -> list[str]:
        """A nested block; what it binds is sometimes used after it, bound or not."""
        self.scope.depth += 1
        before = dict(self.scope.variables)
        lines = self.block(size)
        self.scope.depth -= 1
        if self.rng.random() < 0.8:
            self.scope.variables = {name: kind for name, kind in self.scope.variables.items() if name in before}
        return _indent(lines)

    def _statement(self) -> list[str]:
        simple = (
            ["_assign"] * 7
            + ["_assign_again"] * 4
            + ["_mutate"] * 3
            + ["_tuple"] * 2
            + ["_augmented"] * 3
            + ["_print", "_walrus", "_alias", "_chain", "_delete"]
        )
        simple += ["_exchange", "_temporary", "_leave", "_store_item"]
        compound = (
            ["_if"] * 6 + ["_for"] * 3 + ["_while"] * 2 + ["_try"] * 2 + ["_closure"] * 2 + ["_match", "_with_nothing", "_guard", "_stack"]
        )
        if self.rng.random() < 0.16 and self.scope.depth < 3:
            return self.idiom()
        name = self.rng.choice(simple + (compound if self.scope.depth < 3 else []))
        return getattr(self, name)()

    def _bind(self, kind: str) -> str:
        name = self.fresh()
        self.scope.variables[name] = kind
        return name

    def _existing(self) -> tuple[str, str] | None:
        names = [(name, kind) for name, kind in self.scope.variables.items() if name.startswith("loc") or self.rng.random() < 0.3]
        return self.rng.choice(names) if names else None

    def _assign(self) -> list[str]:
        kind = self.rng.choice(_KINDS)
        value = self.expression(kind)
        return [f"{self._bind(kind)} = {value}"]

    def _assign_again(self) -> list[str]:
        found = self._existing()
        return self._assign() if found is None else [f"{found[0]} = {self.expression(found[1])}"]

    def _temporary(self) -> list[str]:
        value, other = self.expression("int"), self._mutate()
        name = self._bind("int")
        return [f"{name} = {value}", *other, f"{self._bind('int')} = {name} + 1"]

    def _mutate(self) -> list[str]:
        name = self.variable("list_int")
        if name is None:
            return [f"print({self.expression('int')})"]
        n = self.expression("int")
        return [
            self.rng.choice(
                [
                    f"{name}.append({n})",
                    f"{name}.pop()",
                    f"{name}.sort()",
                    f"{name}.extend({self.expression('list_int')})",
                    f"{name}.insert(0, {n})",
                ]
            )
        ]

    def _store_item(self) -> list[str]:
        name, table = self.variable("list_int"), self.variable("dict")
        if table is not None and self.rng.random() < 0.5:
            return [f"{table}[{self.expression('str')}] = {self.expression('int')}"]
        return [f"{name}[{self.expression('int')}] = {self.expression('int')}"] if name else ["pass"]

    def _tuple(self) -> list[str]:
        first, second = self.rng.choice(_KINDS), self.rng.choice(_KINDS)
        values = f"{self.expression(first)}, {self.expression(second)}"
        return [f"{self._bind(first)}, {self._bind(second)} = {values}"]

    def _exchange(self) -> list[str]:
        a, b = self.variable("int"), self.variable("int")
        if a is None or b is None or a == b:
            return self._assign()
        kept = self.fresh()
        return self.rng.choice(
            [[f"{a}, {b} = {b}, {a} + {b}"], [f"{kept} = {b}", f"{b} = {a} + {b}", f"{a} = {kept}"], [f"{a}, {b} = {b}, {a}"]]
        )

    def _augmented(self) -> list[str]:
        found = self._existing()
        if found is None or found[1] not in {"int", "list_int", "float", "str"}:
            return self._assign()
        value = "'y'" if found[1] == "str" else self.expression(found[1])
        return [f"{found[0]} {self.rng.choice(['+=', '+=', '-=']) if found[1] in {'int', 'float'} else '+='} {value}"]

    def _print(self) -> list[str]:
        return [f"print({self.expression(self.rng.choice(_KINDS))})"]

    def _walrus(self) -> list[str]:
        value = self.expression("int")
        return [f"if ({self._bind('int')} := {value}) > 1:", *self._inner(1)]

    def _alias(self) -> list[str]:
        kind = self.rng.choice(["list_int", "dict", "any"])
        name = self.variable(kind)
        return [f"{self._bind(kind)} = {name}"] if name else ["pass"]

    def _chain(self) -> list[str]:
        kind = self.rng.choice(["int", "list_int"])
        value = self.expression(kind)
        return [f"{self._bind(kind)} = {self._bind(kind)} = {value}"]

    def _delete(self) -> list[str]:
        found = self._existing()
        if found is None or self.rng.random() < 0.6:
            return ["pass"]
        return [f"del {found[0]}" if found[1] != "list_int" else f"del {found[0]}[0]"]

    def _leave(self) -> list[str]:
        if self.scope.depth == 0:
            return self._assign()
        options = [f"return {self.result()}", "raise ValueError('no')", "return"] + (["break", "continue"] * 3 if self.scope.loops else [])
        if self.scope.is_generator:
            options += [f"yield {self.expression('any')}"] * 4
        return [self.rng.choice(options)]

    def _if(self) -> list[str]:
        lines = [f"if {self.test()}:", *self._inner(self.rng.randrange(1, 3))]
        if self.rng.random() < 0.3:
            lines += [f"elif {self.test()}:", *self._inner(1)]
        return lines + (["else:", *self._inner(self.rng.randrange(1, 3))] if self.rng.random() < 0.5 else [])

    def _guard(self) -> list[str]:
        return [f"if {self.test()}:", f"    {self._leave_function()}"]

    def _leave_function(self) -> str:
        return self.rng.choice([f"return {self.result()}", "return None", "raise KeyError", "return True", "return False", "pass"])

    def _loop(self, header: str, tail: list[str] | None = None) -> list[str]:
        self.scope.loops += 1
        lines = [header, *(f"    {line}" for line in tail or []), *self._inner(self.rng.randrange(1, 4))]
        self.scope.loops -= 1
        return lines + (["else:", *self._inner(1)] if self.rng.random() < 0.15 else [])

    def _for(self) -> list[str]:
        source = self.rng.choice(["range", "range_from", "items", "text", "enumerate", "dict", "zip"])
        if source in {"range", "range_from"}:
            return self._loop(f"for {self._bind('int')} in range({self.rng.choice(['3', '2', '1, 4'])}):")
        if source == "items":
            items = self.expression("list_int")
            return self._loop(
                f"for {self._bind('int')} in {items}[:4]:" if self.rng.random() < 0.8 else f"for {self._bind('int')} in list({items}):"
            )
        if source == "enumerate":
            return self._loop(f"for {self._bind('int')}, {self._bind('str')} in enumerate({self.expression('str')}):")
        if source == "zip":
            return self._loop(
                f"for {self._bind('int')}, {self._bind('str')} in zip({self.expression('list_int')}, {self.expression('str')}):"
            )
        if source == "dict":
            return self._loop(f"for {self._bind('str')}, {self._bind('int')} in list({self.expression('dict')}.items()):")
        return self._loop(f"for {self._bind('str')} in {self.expression('str')}:")

    def _while(self) -> list[str]:
        counter = self.fresh()
        if self.rng.random() < 0.3:
            return [f"{counter} = 0", *self._loop("while True:", [f"{counter} += 1", f"if {counter} > 3:", "    break"])]
        return [f"{counter} = 0", *self._loop(f"while {counter} < 3 and {self.test()}:", [f"{counter} = {counter} + 1"])]

    def _try(self) -> list[str]:
        lines = ["try:", *self._inner(self.rng.randrange(1, 4))]
        handled = self.rng.choice(
            ["except Exception:", "except (ValueError, IndexError):", f"except Exception as {self.fresh()}:", "except TypeError:"]
        )
        if self.rng.random() < 0.8:
            lines += [handled, *self._inner(self.rng.randrange(1, 3))]
            return lines + (["finally:", *self._inner(1)] if self.rng.random() < 0.25 else [])
        return [*lines, "finally:", *self._inner(1)]

    def _closure(self) -> list[str]:
        name = self.fresh()
        captured = [own for own, kind in self.scope.variables.items() if kind == "int" and own.startswith("loc")]
        chosen = self.rng.choice(captured) if captured else None
        if chosen is None or self.rng.random() < 0.4:
            lines = [f"{name} = lambda z: (z, {self.expression('any')})"]
            return [*lines, f"{self._bind('any')} = {name}({self.expression('int')})"]
        inner = [f"nonlocal {chosen}", f"{chosen} += {self.rng.choice(['1', self.expression('int')])}", f"return {chosen}"]
        between = self._statement() if self.scope.depth < 3 else []
        self.scope.helpers = {**self.scope.helpers, name: []}
        return [f"def {name}():", *_indent(inner), *between, f"{self._bind('int')} = {chosen} + 0", f"{self._bind('int')} = {name}()"]

    def _match(self) -> list[str]:
        a, b = self._bind("int"), self._bind("any")
        subject = self.expression(self.rng.choice(["list_int", "int", "any"]))
        return [
            f"match {subject}:",
            "    case [1, *_]:",
            *_indent(self._inner(1)),
            f"    case [{a}] | [{a}, 5]:",
            *_indent(self._inner(1)),
            f"    case {b}:",
            *_indent(self._inner(1)),
        ]

    def _with_nothing(self) -> list[str]:
        return ["import contextlib", "with contextlib.suppress(ValueError, IndexError, TypeError):", *self._inner(self.rng.randrange(1, 4))]

    def _stack(self) -> list[str]:
        stack, item = self._bind("list_str"), self._bind("str")
        return [
            f"{stack} = []",
            f"for {item} in {self.expression('str')}:",
            f"    if {item} == '(':",
            f"        {stack}.append({item})",
            f"    elif {item} == ')':",
            f"        if not {stack} or {stack}.pop() != '(':",
            "            return False",
        ]
