"""More statements as answers write them: texts, sets, tables and lists put together, with small mistakes that make the rewrite wrong."""

import random
from collections.abc import Callable


def indent(lines: list[str]) -> list[str]:
    """The lines as the body of something."""
    return [f"    {line}" for line in lines]


class GatheringIdioms:
    """Expects what `Idioms` expects, and its helpers."""

    rng: random.Random
    _later: Callable[[str], str]
    _whole: Callable[[], str]
    _some_list: Callable[[], str]

    def _idiom_gathered(self) -> list[str]:
        """A list of texts that is filled and joined, or used in another way once."""
        parts, text, item = self.fresh(), self._later("str"), self.fresh()
        source = self.rng.choice([self.variable("str") or "'ab'", self.variable("list_str") or "['', 'a']"])
        put = self.rng.choice(
            [f"{parts}.append({item})", f"{parts}.insert(0, {item})", f"{parts}.append({item} * 2)", f"{parts}.extend([{item}, 'x'])"]
        )
        test = self.rng.choice([f"{item} != 'a'", f"not {parts}", f"len({parts}) < 2", parts, self.test()])
        start = self.rng.choice(["[]", "[]", "['q']", "list('pq')"])
        joined = self.rng.choice([parts, parts, f"{parts}[::-1]", f"reversed({parts})"])
        more = self.rng.choice([[], [], [f"{parts}.append('z')"], [f"print({parts})"], [f"{parts} = []"]])
        loop = [f"for {item} in {source}:", f"    if {test}:", f"        {put}", "    else:", f"        print({item})"]
        return [f"{parts} = {start}", *loop, *more, f"{text} = ''.join({joined})"]

    def _idiom_grown(self) -> list[str]:
        text, item = self._later("str"), self.variable("str") or self.expression("str")
        added = [self.rng.choice([item, f"str({self._whole()})", text, "'-'"]) for _ in range(2)]
        return [f"{text} = ''", f"for {text}i in range(2):", *indent([f"{text} += {part}" for part in added]), f"{text} = 2 * {text}"]

    def _idiom_subset(self) -> list[str]:
        name = self._later("bool")
        one, other = self.variable("str") or "'ab'", self.variable("list_str") or self.variable("str") or "'ba'"
        kept = self.fresh()
        test = self.rng.choice(
            [
                f"set({one}) <= set({other})",
                f"set({one}).issubset({other})",
                f"{kept} >= set({one})",
                f"not set({one}) - {kept}",
                f"all([c in {kept} for c in {one}])",
                f"{one} in {kept}",
                f"len({one}) in set({self._some_list()})",
            ]
        )
        return [f"{kept} = set({other})", *self.rng.choice([[], [], [f"{kept}.add('q')"], [f"print({other})"]]), f"{name} = {test}"]

    def _idiom_kept(self) -> list[str]:
        """The least or greatest of numbers of several types, or nearly so."""
        kept, item = self._later("any"), self.fresh()
        source = self.rng.choice([self._some_list(), "[1, 2.5, True, float('nan')]", f"[{self.variable('float') or '1.0'}, 2, 0.0, -0.0]"])
        start = self.rng.choice(["float('inf')", "0", "-1.5", f"{source}[0]"])
        value = self.rng.choice([item, item, f"{item} - {kept}", f"{item} * 2"])
        operator = self.rng.choice(["<", ">", "<=", ">="])
        test = self.rng.choice([f"{value} {operator} {kept}", f"{kept} {operator} {value}"])
        return [f"{kept} = {start}", f"for {item} in {source}:", f"    if {test}:", f"        {kept} = {value}", f"print({kept})"]

    def _idiom_columns(self) -> list[str]:
        """Constants that belong together, in lists, a dictionary or tuples."""
        number, text, item, symbol = self._later("int"), self._later("str"), self.fresh(), self.fresh()
        names, values = self.fresh(), self.fresh()
        body = self.rng.choice(
            [
                [f"{text} += {symbol} * ({number} // {item})", f"{number} %= {item}"],
                [f"{item}q = {number} // {item}", f"{number} = {number} - {item} * {item}q", f"{text} += {symbol} * {item}q"],
                [f"{item}q, {number} = divmod({number}, {item})", f"{text} += {item}q * {symbol}"],
                [f"while {number} >= {item}:", f"    {text} += {symbol}", f"    {number} -= {item}"],
                [f"{item}q = {number} // {item}", f"{number} += 1", f"{text} += str({number} - {item}q * {item})"],
            ]
        )
        start = [f"{number} = {self.rng.choice(['17', '8', self._whole() + ' % 30'])}", f"{text} = ''"]
        heads = [
            f"for {item}, {symbol} in [(10, 'X'), (5, 'V'), (1, 'I')]:",
            f"for {symbol}, {item} in {{'X': 10, 'V': 5, 'I': 1}}.items():",
            f"for {item}, {symbol} in zip([10, 5, 1], ['X', 'V', 'I']):",
            f"for {item}, {symbol} in [[10, 'X'], [5, 'V'], [1, 'I']]:",
        ]
        if self.rng.random() < 0.5:
            return [*start, self.rng.choice(heads), *indent(body)]
        index = self.fresh()
        taken = [f"{item} = {values}[{index}]", f"{symbol} = {names}[{index}]"]
        change = self.rng.choice([[], [], [f"{names}[0] = 'Y'"], [f"print({index})"], [f"print({names})"]])
        lists = [f"{values} = [10, 5, 1]", f"{names} = {self.rng.choice(['XVI', 'XVIZ'])!r}", f"{names} = list({names})"]
        if self.rng.random() < 0.6:
            lists = [f"{values} = [10, 5, 1]", f"{names} = ['X', 'V', 'I']"]
        return [*start, *lists, f"for {index} in range(len({values})):", *indent([*taken, *body, *change])]

    def _idiom_list_sum(self) -> list[str]:
        name = self._later("list_int")
        made = self.rng.choice(["[]", f"[{name}x for {name}x in {self._some_list()}]", f"[3 for _ in range({self._whole()} % 4)]"])
        more = self.rng.choice([f"[0] * len({name})", self._some_list(), f"[1 for _ in {self._some_list()}]", name])
        last = self.rng.choice([name, name, f"{name} + [2]", f"({name}, {name})", f"{name} + {name}"])
        leave = [f"return {last}"] if not self.scope.is_generator else [f"print({last})"]
        kept = self.rng.choice([[], [], [f"{self._later('list_int')} = {name}"]])
        return [f"{name} = {made}", *kept, f"if {self.test()}:", f"    {name}.extend({more})", *indent(leave)]

    def _idiom_filled(self) -> list[str]:
        """A list whose places get new values one after the other, or nearly so."""
        made, source, item, index = self._later("list_int"), self.fresh(), self.fresh(), self.fresh()
        given = [f"{source} = {self.rng.choice([self._some_list(), made, f'list({self._some_list()})'])}"]
        start = self.rng.choice([f"[0] * len({source})", "[0, 0]", f"list({self._some_list()})", "[0] * 3"])
        value = self.rng.choice([f"{item} + 1", f"{item} * {index}", f"{made}[{index} - 1] + 1", f"len({source})", f"1 // {item}"])
        between = self.rng.choice([[], [], [f"{source}.append(3)"], [f"print({made})"]])
        head = self.rng.choice([f"for {index}, {item} in enumerate({source}):", f"for {index}, {item} in enumerate({made}):"])
        return (
            [f"{made} = {start}", *given, *between, head, f"    if {index} > 5:", "        break", f"    {made}[{index}] = {value}"]
            if (self.rng.random() < 0.2)
            else [f"{made} = {start}", *given, *between, head, f"    {made}[{index}] = {value}"]
        )

    def _idiom_both_begin(self) -> list[str]:
        items = self.variable("list_int") or "[1]"
        test = self.rng.choice([self.test(), items, f"len({items}) > 1", f"1 // len({items}) > 0"])
        first = self.rng.choice([f"{items}.append(1)", "print(0)", f"{self._later('int')} = 1", f"{items}[0] = 9"])
        arms = [[first, self.rng.choice(["print(1)", f"print({items})", "return 1"])], [first, self.rng.choice(["print(2)", "pass"])]]
        if self.rng.random() < 0.3:
            return [f"if {test}:", *indent([*arms[0], "return 3"]), *arms[1]]
        return [f"if {test}:", *indent(arms[0]), "else:", *indent(arms[1])]

    def _idiom_keyed(self) -> list[str]:
        """The longest, or the most frequent, in several spellings, with small mistakes."""
        name, item = self._later("any"), self.fresh()
        words = self.rng.choice([self.variable("list_str") or "['a', '', 'bb', 'cc']", f"{self.variable('str') or repr('a b')}.split()"])
        counts = self.fresh()
        count = self.rng.choice(
            [
                [f"    if {item} in {counts}:", f"        {counts}[{item}] += 1", "    else:", f"        {counts}[{item}] = 1"],
                [f"    if {item} not in {counts}:", f"        {counts}[{item}] = 0", f"    {counts}[{item}] += 1"],
                [f"    {counts}[{item}] = {counts}.get({item}, 0) + 1"],
            ]
        )
        key = self.rng.choice([f"lambda z: {counts}[z]", f"{counts}.get", f"lambda z: {counts}.get(z)", "len", "lambda z: len(z)"])
        entries = f"max({counts}.items(), key=lambda z: z[1])[0]"
        over = self.rng.choice([counts, f"{counts}.keys()", words])
        guard = self.rng.choice([[], [f"if not {words}:", "    print('none')"]])
        chosen = [f"{name} = {self.rng.choice([f'max({over}, key={key})', entries, f'sorted({over}, key={key})'])}"]
        if self.rng.random() < 0.5:
            return [f"{counts} = {{}}", f"for {item} in {words}:", *count, *guard, f"if {counts}:", *indent(chosen)]
        operator = self.rng.choice(["<", "<", "<=", ">"])
        start = self.rng.choice(["''", "''", "'-'", f"({words} or ['q'])[0]"])
        return [f"{name} = {start}", f"for {item} in {words}:", f"    if len({name}) {operator} len({item}):", f"        {name} = {item}"]

    def _idiom_sign(self) -> list[str]:
        if self.scope.depth or self.scope.is_generator:
            return self._idiom_both_begin()
        number, sign, rest = self.variable("int") or "3", self.fresh(), self._later("int")
        one, other = self.rng.choice([("1", "-1"), ("-1", "1"), ("1", "-2")])
        change = self.rng.choice([[], [f"{rest} = {rest} + {number}"], [f"{number} = 5"] if number != "3" else []])
        last = self.rng.choice([f"{sign} * {rest}", f"{rest} * {sign}", f"{sign} * int(str({rest})[0])", f"{sign} * 1.5"])
        return [f"{sign} = {one} if {number} >= 0 else {other}", f"{rest} = {self._whole()} % 9", *change, f"return {last}"]
