"""The effects of calls of built-in functions and of methods of built-in types."""

import ast

from engine.canonicalization.facts.confinement import FRESH_COLLECTIONS
from engine.canonicalization.facts.effect_foundation import EffectFoundation
from engine.canonicalization.facts.effect_tables import (
    ADDING_METHODS,
    BLIND_METHODS,
    CONSUMING_METHODS,
    CONTAINERS,
    LAZY,
    LOOKING,
    RAISING_FUNCTIONS,
    RAISING_METHODS,
    RAISING_TEXT_METHODS,
    READING_FUNCTIONS,
    READING_METHODS,
    TOTAL_FUNCTIONS,
    TOTAL_TEXT_METHODS,
    WRITING_METHODS,
)
from engine.canonicalization.facts.effects import ANYTHING, HEAP, NO_EFFECTS, RAISES, WORLD, Effects
from engine.canonicalization.facts.module_effects import effects_of_function
from engine.canonicalization.facts.signatures import fits_text_method
from engine.canonicalization.facts.types import (
    NUMBERS,
    PLAIN_MAPPINGS,
    SCALARS,
    SIZED,
    UNKNOWN,
    Type,
    are_ordered,
    element,
    holds_containers,
    is_hashable,
    is_settled,
    kind,
)


class CallEffects(EffectFoundation):
    """Effects of calls; whatever is not known by name may do anything."""

    def _call(self, node: ast.Call) -> Effects:
        if any(isinstance(argument, ast.Starred) for argument in node.args):
            return self._rows(node)
        if node.keywords:
            return self._keyed(node)
        if (
            isinstance(node.func, ast.Name)
            and node.func.id in {"any", "all"}
            and len(node.args) == 1
            and isinstance(node.args[0], ast.GeneratorExp)
        ):
            return self._search(node.func.id, node.args[0])
        arguments = self.all_of(list(node.args))
        if isinstance(node.func, ast.Name) and node.func.id in self.quiet:
            return arguments | Effects(reads=frozenset({HEAP, WORLD}), raises=True)
        if isinstance(node.func, ast.Name) and node.func.id not in self.inference.shadowed | self.inference.functions.keys():
            return self._function_call(node.func.id, node.args, arguments)
        if isinstance(node.func, ast.Attribute):
            return self._method_call(node.func, node.args, arguments)
        return ANYTHING

    def _rows(self, node: ast.Call) -> Effects:
        """`zip(*rows)` for rows of built-in containers."""
        only, type_ = node.args[0], self.inference.of(node)
        if type_ is UNKNOWN or not is_settled(type_) or not isinstance(only, ast.Starred):
            return ANYTHING
        return self.of(only.value) | self.consuming(only)

    def _keyed(self, node: ast.Call) -> Effects:
        """`max`, `min` and `sorted` by a key that only looks at built-in values."""
        known = isinstance(node.func, ast.Name) and node.func.id in {"max", "min", "sorted"} - self.inference.shadowed
        if not known or len(node.args) != 1 or isinstance(node.args[0], ast.GeneratorExp):
            return ANYTHING
        given, type_ = node.args[0], self.inference.of(node.args[0])
        if (
            kind(type_) not in SIZED
            or not is_settled(type_)
            or not all(self._is_quiet_word(word, element(type_)) for word in node.keywords)
        ):
            return ANYTHING
        total = self.of(given) | self.consuming(given) | RAISES
        for word in node.keywords:
            total = total | (self._reading_key(word.value) if word.arg == "key" else self.of(word.value))
        return total

    def _is_quiet_word(self, word: ast.keyword, items: Type) -> bool:
        if word.arg == "key":
            is_length = isinstance(word.value, ast.Name) and word.value.id == "len" and "len" not in self.inference.shadowed
            return (is_length and kind(items) in SIZED) or (self._is_lookup(word.value) and is_hashable(items))
        return word.arg in {"default", "reverse"} and kind(self.inference.of(word.value)) in SCALARS

    def _is_lookup(self, node: ast.expr) -> bool:
        """Whether an expression is `d.get` of a dictionary of built-in values."""
        is_get = isinstance(node, ast.Attribute) and node.attr == "get"
        type_ = self.inference.of(node.value) if isinstance(node, ast.Attribute) and is_get else UNKNOWN
        return kind(type_) in PLAIN_MAPPINGS and is_settled(type_)

    def _reading_key(self, node: ast.expr) -> Effects:
        if not isinstance(node, ast.Attribute):
            return NO_EFFECTS
        return self.of(node.value) | self._read_if_container(node.value, self.inference.of(node.value))

    def _search(self, name: str, node: ast.GeneratorExp) -> Effects:
        """`any` and `all` go over a generator at once."""
        if name in self.inference.shadowed | self.inference.functions.keys():
            return ANYTHING
        return self._comprehension(ast.ListComp(node.elt, node.generators)) | self.of_test(node.elt)

    def _function_call(self, name: str, arguments: list[ast.expr], inner: Effects) -> Effects:
        if name in FRESH_COLLECTIONS and name in self.inference.imported and not arguments:
            return NO_EFFECTS
        if name == "float" and len(arguments) == 1 and isinstance(given := arguments[0], ast.Constant) and given.value == "inf":
            return NO_EFFECTS
        if (
            name == "next"
            and (source := self._first_of(arguments)) is not None
            and kind(self.inference.of(source)) in CONTAINERS | {"view"}
        ):
            return self.of(source) | self._reading(source) | RAISES
        types = [self.inference.of(argument) for argument in arguments]
        if name == "print" and all(is_settled(type_) and kind(type_) != "iterator" for type_ in types):
            return inner | Effects(reads=frozenset({HEAP, WORLD, *map(self.region, arguments)}), writes=frozenset({WORLD}), raises=True)
        if not all(is_settled(type_) for type_ in types):
            is_size = name == "len" and len(types) == 1 and kind(types[0]) in SIZED
            return inner | self._reading(arguments[0]) if is_size else ANYTHING
        if name not in TOTAL_FUNCTIONS | READING_FUNCTIONS | RAISING_FUNCTIONS:
            return ANYTHING
        total = self.all_of([argument for argument in arguments if not isinstance(argument, ast.GeneratorExp)])
        for argument, type_ in zip(arguments, types, strict=True):
            is_consumed = kind(type_) == "iterator" and name not in LAZY
            total = total | (self.consuming(argument) if is_consumed else self._read_if_container(argument, type_))
        if any(isinstance(argument, ast.GeneratorExp) for argument in arguments) and name in LAZY | LOOKING:
            return ANYTHING
        if name in {"min", "max"} and are_ordered(types):
            return total
        return total | (RAISES if name in RAISING_FUNCTIONS or not self._fits(name, types) else NO_EFFECTS)

    def _first_of(self, arguments: list[ast.expr]) -> ast.expr | None:
        """X in `next(iter(x))`, which leaves no iterator behind, where x is a container."""
        made = arguments[0] if len(arguments) == 1 else None
        if not isinstance(made, ast.Call) or not isinstance(made.func, ast.Name) or made.func.id != "iter" or made.keywords:
            return None
        is_known = len(made.args) == 1 and "iter" not in self.inference.shadowed | self.inference.functions.keys()
        return made.args[0] if is_known and kind(self.inference.of(made.args[0])) in CONTAINERS | {"view"} else None

    def _fits(self, name: str, types: list[Type]) -> bool:
        """Whether these argument types cannot make the function raise."""
        if name in {"isinstance", "callable", "id", "type", "bool", "str", "repr"}:
            return bool(types)
        if name == "len":
            return len(types) == 1 and kind(types[0]) in SIZED
        if name == "range":
            return len(types) in {1, 2} and all(kind(type_) == "int" for type_ in types)
        if name == "abs":
            return len(types) == 1 and kind(types[0]) in NUMBERS
        if len(types) != 1 or element(types[0]) is UNKNOWN or name in {"round", "dict"}:
            return False
        if name in {"set", "frozenset"}:
            return is_hashable(element(types[0]))
        return name != "reversed" or kind(types[0]) in {"str", "list", "tuple", "range"}

    def _method_call(self, node: ast.Attribute, arguments: list[ast.expr], inner: Effects) -> Effects:
        of_module = effects_of_function(node, arguments, self.inference) or self._same_values(node, arguments)
        if of_module is not None:
            return inner | of_module
        receiver = self.inference.of(node.value)
        total = inner | self.of(node.value)
        types = [self.inference.of(argument) for argument in arguments]
        if kind(receiver) == "str" and all(is_settled(type_) for type_ in types):
            if node.attr in TOTAL_TEXT_METHODS:
                return total | (NO_EFFECTS if fits_text_method(node.attr, [kind(type_) for type_ in types]) else RAISES)
            for argument in arguments if node.attr in RAISING_TEXT_METHODS else ():
                total = (
                    total | self.consuming(argument)
                    if node.attr == "join"
                    else total | self._read_if_container(argument, self.inference.of(argument))
                )
            return total | Effects(frozenset({HEAP}), raises=True) if node.attr in RAISING_TEXT_METHODS else ANYTHING
        if kind(receiver) not in CONTAINERS:
            return ANYTHING
        for argument, type_ in zip(arguments, types, strict=True):
            is_consumed = node.attr in CONSUMING_METHODS or (kind(type_) == "iterator" and node.attr not in ADDING_METHODS)
            total = total | (self.consuming(argument) if is_consumed else NO_EFFECTS)
            total = total | (self._read_if_container(argument, type_) if node.attr not in ADDING_METHODS else NO_EFFECTS)
        return self._container_method(node, types, total, receiver)

    def _same_values(self, node: ast.Attribute, arguments: list[ast.expr]) -> Effects | None:
        """`dict.fromkeys(x, v)` for built-in values; None where it is something else, or x is."""
        is_known = isinstance(node.value, ast.Name) and node.value.id == "dict" and "dict" not in self.inference.shadowed
        types = [self.inference.of(argument) for argument in arguments]
        if not is_known or node.attr != "fromkeys" or len(types) != 2 or not all(map(is_settled, types)) or kind(types[0]) not in SIZED:
            return None
        hashing = NO_EFFECTS if is_hashable(element(types[0])) else RAISES
        return self._read_if_container(arguments[0], types[0]) | hashing

    def _container_method(self, node: ast.Attribute, types: list[Type], total: Effects, receiver: Type) -> Effects:
        region = self.region(node.value)
        is_adding = kind(receiver) in {"list", "deque"} and node.attr in ADDING_METHODS
        is_blind = kind(receiver) in {"list", "deque"} and node.attr in BLIND_METHODS
        if not all(is_settled(type_) for type_ in (types[:-1] if is_adding else types)) or not (
            is_adding or is_blind or is_settled(receiver)
        ):
            return ANYTHING
        raises = node.attr in RAISING_METHODS or (kind(receiver) in PLAIN_MAPPINGS | {"set"} and not all(map(is_hashable, types)))
        raises = raises or not _fits_container_method(kind(receiver), node.attr, types)
        if node.attr in WRITING_METHODS:
            deep = {HEAP} if holds_containers(receiver) else set()
            return total | Effects(reads=frozenset({region, *deep}), writes=self.regions(node.value), raises=raises)
        return (
            total | self._read_if_container(node.value, receiver) | (RAISES if raises else NO_EFFECTS)
            if node.attr in READING_METHODS
            else ANYTHING
        )


def _fits_container_method(receiver: str, method: str, types: list[Type]) -> bool:
    """Whether these arguments are what the method takes, so that it cannot complain of them."""
    kinds = [kind(type_) for type_ in types]
    if receiver in {"list", "deque"} and method in {"append", "appendleft"}:
        return len(types) == 1
    if method == "insert":
        return len(types) == 2 and kinds[0] in {"int", "bool"}
    if method == "extend":
        return len(types) == 1 and kinds[0] in SIZED | {"iterator"}
    if method in {"add", "discard", "count", "get"}:
        return len(types) == 1 or (method == "get" and len(types) == 2)
    return not types and method in {"copy", "keys", "values", "items", "clear", "reverse"}
