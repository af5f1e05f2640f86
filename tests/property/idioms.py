"""Statements as answers write them, and as rewrites look for them, with small mistakes that make the rewrite wrong."""

import random
import re

from tests.property.gathering_idioms import GatheringIdioms, indent


class Idioms(GatheringIdioms):
    """Expects `rng`, `scope`, `fresh`, the expressions and the statements of the generator."""

    rng: random.Random

    def idiom(self) -> list[str]:
        """One of all idioms; the variables that it binds are there for what follows, not for itself."""
        self.later: dict[str, str] = {}
        lines: list[str] = getattr(self, self.rng.choice(_NAMES))()
        bound = {name: kind for name, kind in self.later.items() if re.search(rf"\b{name}\b", "\n".join(lines))}
        self.scope.variables.update(bound)
        return lines

    def _later(self, kind: str) -> str:
        name = self.fresh()
        self.later[name] = kind
        return name

    def _whole(self) -> str:
        return self.variable("int") or self.expression("int")

    def _some_list(self) -> str:
        return self.variable("list_int") or self.expression("list_int")

    def _idiom_drain(self) -> list[str]:
        """The rest of one list put at the end of another, with an index that may be negative or asked for again."""
        taken, filled, index = self._later("list_int"), self._later("list_int"), self._later("int")
        start = self.rng.choice(["0", "1", "0", "-1", self._whole()])
        lines = [f"{taken} = {self.expression('list_int')}", f"{filled} = {self.rng.choice(['[]', '[5]', taken])}", f"{index} = {start}"]
        if self.rng.random() < 0.5:
            lines += [f"while {index} < len({taken}):", f"    {filled}.append({taken}[{index}])", f"    {index} += 1"]
        else:
            lines += [f"if {index} < len({taken}):", f"    {filled}.extend({taken}[{index}:])"]
        return [*lines, *([f"print({index})"] if self.rng.random() < 0.2 else [])]

    def _idiom_swap(self) -> list[str]:
        items, whole = self.variable("list_int"), self.variable("int")
        if items is None or whole is None:
            return self._idiom_drain()
        kept, first, second = self.fresh(), self._whole(), self._whole()
        middle = self.rng.choice([f"{items}[{first}]", whole, f"{items}[{second}]"])
        return [f"{kept} = {items}[{first}]", f"{middle} = {items}[{second}]", f"{items}[{second}] = {kept}"]

    def _idiom_three_ways(self) -> list[str]:
        kind = self.rng.choice(["int", "str", "float", "any"])
        first, second = self.variable(kind) or self.expression(kind), self.variable(kind) or self.expression(kind)
        one, other = self.rng.sample(["<", ">", "<=", ">=", "==", "!="], 2)
        left = (first, second) if self.rng.random() < 0.7 else (second, first)
        tests = [f"{first} {one} {second}", f"{left[0]} {other} {left[1]}"]
        leaving = self.rng.random() < 0.4
        arms = [[f"return {number}"] if leaving else [f"print({number})"] for number in range(3)]
        if leaving and self.rng.random() < 0.5:
            return [f"if {tests[0]}:", *indent(arms[0]), f"if {tests[1]}:", *indent(arms[1]), *arms[2]]
        return [f"if {tests[0]}:", *indent(arms[0]), f"elif {tests[1]}:", *indent(arms[1]), "else:", *indent(arms[2])]

    def _idiom_table(self) -> list[str]:
        table, asked = self._later("dict"), self.variable("str") or "'a'"
        part = self.rng.choice(["", ".values()", ".keys()"])
        container = self.rng.choice([f"{table}{part}", f"set({table}{part})", f"list({table}{part})"])
        changed = [self.rng.choice([f"{table}['z'] = 1", f"{table}.pop('a')", f"print({table})"])] if self.rng.random() < 0.3 else []
        value = self.rng.choice([asked, asked, self.expression("any"), "[1]"])
        return [f"{table} = {{'a': 'b', 'c': 'aX'}}", *changed, f"if {value} in {container}:", f"    print({table}.get('a'))"]

    def _idiom_needless(self) -> list[str]:
        """A guard before a loop, which may or may not give what the loop gives."""
        if self.scope.depth or self.scope.is_generator:
            return self._idiom_swap()
        number, total = self._whole(), self._later("int")
        start, answer = self.rng.choice(["0", "1"]), self.rng.choice(["0", "1", number])
        test = self.rng.choice([f"{number} <= 0", f"{number} == 0", f"{number} < 2", f"{number} in (0, 1)", f"{number} == 1"])
        bounds = self.rng.choice([f"1, {number} + 1", f"2, {number} + 1", number, f"{number} - 1"])
        step = self.rng.choice([f"{total} = {total} + 1", f"{total} = {total} * 2", f"{total} += {total}"])
        loop = [f"for {self.fresh()} in range({bounds}):", f"    if {total} > 40:", "        break", f"    {step}"]
        return [f"if {test}:", f"    return {answer}", f"{total} = {start}", *loop, f"if {total} == 3:", f"    return {total}"]

    def _idiom_empty(self) -> list[str]:
        if self.scope.depth or self.scope.is_generator:
            return self._idiom_drain()
        items, made = self.variable("list_int") or "[]", self._later("list_int")
        value = self.rng.choice(["[]", items, "None", "[0]"])
        return [f"if not {items}:", f"    return {value}", f"{made} = [{made}x + 1 for {made}x in {items}]"]

    def _idiom_count_down(self) -> list[str]:
        number, total = self.variable("int") or self._whole(), self._later("int")
        test = self.rng.choice([f"{number} > 0", f"{number} >= 1", f"0 < {number}", f"{number} != 0 and {number} < 9"])
        body = [f"{total} = {total} + {number}", f"{number} -= 1"]
        if self.rng.random() < 0.3:
            body.reverse()
        guard = [f"if {number} < 9:", *indent([f"while {test}:", *indent(body)])] if number.isidentifier() else []
        return [f"{total} = 0", *guard, *([f"print({number})"] if self.rng.random() < 0.3 else [])]

    def _idiom_down(self) -> list[str]:
        total, counter = self._later("int"), self.fresh()
        step = self.rng.choice(
            [f"{total} = {total} * {counter}", f"{total} = {total} + {counter}", f"{total} = {counter} - {total}", f"print({total})"]
        )
        return [
            f"{total} = 1",
            f"for {counter} in range({self.rng.choice(['4', '3', '0'])}, {self.rng.choice(['0', '1', '-1'])}, -1):",
            f"    {step}",
        ]

    def _idiom_partition(self) -> list[str]:
        first, second, item = self._later("list_int"), self._later("list_int"), self.fresh()
        source = self.rng.choice([self._some_list(), f"{self._some_list()}[1:]", first])
        start = self.rng.choice(
            [[f"{first} = []", f"{second} = []"], [f"{first} = {second} = []"], [f"{first} = []", f"{second} = {first}"]]
        )
        test = self.rng.choice([f"{item} > 1", f"{item} % 2 == 0", f"len({first}) < 2", f"1 // {item} > 0"])
        value = self.rng.choice([item, f"{item} + 1", f"len({second})"])
        loop = (
            [f"for {item} in {source}:", f"    if len({first}) > 20:", "        break"] if source == first else [f"for {item} in {source}:"]
        )
        return [*start, *loop, f"    if {test}:", f"        {first}.append({value})", "    else:", f"        {second}.append({item})"]

    def _idiom_class_of(self) -> list[str]:
        kind = self.rng.choice(["int", "bool", "str", "any", "list_int", "float"])
        value = self.variable(kind) or self.expression(kind)
        asked = self.rng.choice(["int", "bool", "(int, float)", "str", "list", "object", "(list, tuple)"])
        test = self.rng.choice(
            [f"isinstance({value}, {asked})", f"not isinstance({value}, {asked})", f"type({value}) is int", f"type({value}) != str"]
        )
        return [f"if {test}:", *indent([self.rng.choice(["print(1)", "raise TypeError('x')", "return 1"])])]

    def _idiom_length(self) -> list[str]:
        size, items, index = self._later("int"), self._some_list(), self.fresh()
        change = self.rng.choice([f"{items}[{index}] = {index}", f"{items}[0] = 5", f"{items}.append(1)", f"{items}[0:1] = []", "print(0)"])
        loop = [f"for {index} in range({size}):", f"    if {index} > 3:", "        break", f"    {change}"]
        return [f"{size} = len({items})", *loop, f"print({size} - 1)"]

    def _idiom_attempt(self) -> list[str]:
        value, leave = self._later("int"), self.rng.choice(["return None", "return -1", "pass"])
        handler = self.rng.choice(["except ValueError:", "except (IndexError, ZeroDivisionError):", f"except Exception as {self.fresh()}:"])
        lines = ["try:", f"    {value} = {self.expression('int')}", handler, f"    {leave}"]
        if self.scope.depth:
            return lines
        return [*lines, *self.rng.choice([["else:", f"    return {value}"], [f"if {self.test()}:", f"    return {value}"]])]

    def _idiom_sorted(self) -> list[str]:
        name = self._later("list_int")
        made = self.rng.choice([f"[{name}x for {name}x in {self._some_list()}]", f"list({self._some_list()})", self._some_list()])
        how = self.rng.choice(["", "reverse=True", "key=lambda z: -z", f"key=lambda z: len({name})"])
        return [f"{name} = {made}", f"{name}.sort({how})"]

    def _idiom_helper(self) -> list[str]:
        """An inner function that is called once."""
        name, given = self.fresh(), "z"
        body = self.rng.choice(
            [
                [f"for {given}i in range(3):", f"    if {given} == {given}i:", f"        return {given}i", f"return {given}"],
                [f"{given} = {given} + 1", f"return {given} * 2"],
                [f"{given}t = {given}", f"while {given}t > 3:", f"    {given}t = {given}t - 3", f"return {given}t % 5"],
                [f"if {given} > 0:", f"    {given}u = 1", f"return {given}u"],
            ]
        )
        argument = self.rng.choice([self._whole(), self.expression("int")])
        if "2**" in argument:
            argument = "3"
        call = f"{name}(min({argument}, 40))"
        use = self.rng.choice([f"{self._later('int')} = {call}", f"{self._later('int')} = {self._whole()} + {call}", f"print({call})"])
        return [f"def {name}({given}):", *indent(body), use]

    def _idiom_patterns(self) -> list[str]:
        name, text = self._later("any"), self.variable("str") or self.expression("str")
        pattern = self.rng.choice(["r'^a'", "r'a+'", "r'^(a|b)'", "r'^a|b'", "r'b$'"])
        made = self.rng.choice([f"re.compile({pattern}).match({text})", f"re.search({pattern}, {text})", f"re.match({pattern}, {text})"])
        test = self.rng.choice([f"bool({made})", f"not {made}", f"{made} is not None", f"1 if {made} else 0"])
        return ["import re", f"{name} = {test}"]

    def _idiom_extremes(self) -> list[str]:
        name = self._later("int")
        value = self.rng.choice(["max", "min"]) + f"({self.expression('int')}, {self._whole()})"
        return [
            f"{name} = {value}",
            f"{self._later('int')} = abs({name})",
            f"{self._later('list_int')} = [*{self._some_list()}, {name}, *{self._some_list()}]",
        ]


_NAMES = [name for owner in (Idioms, GatheringIdioms) for name in vars(owner) if name.startswith("_idiom_")]
