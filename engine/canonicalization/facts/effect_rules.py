"""The effects of each kind of expression and statement; whatever is not listed may do anything."""

import ast
import builtins
from collections.abc import Callable

from engine.canonicalization.facts.binding import Bindings
from engine.canonicalization.facts.effects import ANYTHING, HEAP, LASTING, NO_EFFECTS, RAISES, WORLD, Effects
from engine.canonicalization.facts.inference import Inference
from engine.canonicalization.facts.leaving import bound_otherwise, may_leave
from engine.canonicalization.facts.signatures import fits_text_method
from engine.canonicalization.facts.types import (
    NEVER,
    NUMBERS,
    SIZED,
    UNKNOWN,
    Type,
    element,
    holds_containers,
    is_hashable,
    is_settled,
    kind,
)
from engine.canonicalization.trees import child_nodes, walk

_TOTAL_FUNCTIONS = frozenset(
    {"isinstance", "callable", "id", "type", "bool", "str", "repr", "abs", "range", "enumerate", "zip", "reversed"}
)
_READING_FUNCTIONS = frozenset({"len", "list", "tuple", "sorted", "sum", "any", "all", "min", "max", "set", "frozenset", "dict", "round"})
_RAISING_FUNCTIONS = frozenset({"int", "float", "ord", "chr", "min", "max", "divmod", "pow", "sorted", "sum"})
_TOTAL_TEXT_METHODS = frozenset(
    [
        "lower",
        "upper",
        "strip",
        "lstrip",
        "rstrip",
        "title",
        "capitalize",
        "casefold",
        "swapcase",
        "replace",
        "startswith",
        "endswith",
        "isalpha",
        "isdigit",
        "isalnum",
        "isspace",
        "isupper",
        "islower",
        "isidentifier",
        "isnumeric",
        "isdecimal",
        "istitle",
        "isprintable",
        "isascii",
        "find",
        "rfind",
        "count",
        "split",
        "rsplit",
        "splitlines",
        "removeprefix",
        "removesuffix",
        "expandtabs",
        "partition",
        "rpartition",
    ]
)
_RAISING_TEXT_METHODS = frozenset({"index", "rindex", "join", "format", "zfill", "center", "ljust", "rjust", "encode", "translate"})
_READING_METHODS = frozenset(
    {"copy", "keys", "values", "items", "get", "count", "index", "union", "intersection", "difference", "issubset", "issuperset"}
)
_RAISING_METHODS = frozenset({"pop", "index", "remove", "popleft", "popitem", "sort", "move_to_end"})
_WRITING_METHODS = frozenset(
    [
        "append",
        "extend",
        "insert",
        "remove",
        "clear",
        "sort",
        "reverse",
        "pop",
        "add",
        "discard",
        "update",
        "setdefault",
        "popitem",
        "popleft",
        "appendleft",
        "move_to_end",
    ]
)
_ADDING_METHODS = frozenset({"append", "insert", "appendleft"})
_BLIND_METHODS = _ADDING_METHODS | {"pop", "clear", "reverse", "copy", "extend", "popleft", "keys", "values", "items"}
_CONSUMING_METHODS = frozenset({"extend", "update", "union", "intersection", "difference", "issubset", "issuperset"})
_LAZY = frozenset({"enumerate", "zip", "reversed", "iter"})
_LOOKING = frozenset(
    {"isinstance", "callable", "id", "type", "bool", "str", "repr", "abs", "len", "range", "round", "int", "float", "ord", "chr"}
)
_BUILT_INS: dict[str, type] = {"str": str, "list": list, "dict": dict, "set": set, "int": int, "tuple": tuple}
_CONTAINERS = frozenset({"list", "dict", "set", "deque"})


class EffectRules:
    """Effects of nodes, given the types of expressions and the confined containers."""

    def __init__(
        self, inference: Inference, confined: frozenset[str], bindings: Bindings, attributes: frozenset[str], lasting: frozenset[str]
    ) -> None:
        """Take the facts that decide whether an operation runs built-in code only; `lasting` variables outlive an exception."""
        self.inference, self.confined, self.bindings, self.attributes, self.lasting = inference, confined, bindings, attributes, lasting

    def of(self, node: ast.AST | None) -> Effects:
        """The effects of an expression or a statement; None has none."""
        if node is None:
            return NO_EFFECTS
        rule = _RULES.get(type(node))
        found = rule(self, node) if rule is not None else ANYTHING
        return found | self._variables(node) if WORLD in found.writes else found

    def _variables(self, node: ast.AST) -> Effects:
        """Every variable that a piece of code with unknown effects mentions."""
        names = [child for child in walk(node) if isinstance(child, ast.Name) and child.id in self.bindings.variables]
        heaps = {f"{HEAP} {name.id}" for name in names if name.id in self.confined}
        stored = {name.id for name in names if not isinstance(name.ctx, ast.Load)} | bound_otherwise(node)
        written = (
            stored
            | heaps
            | {f"{LASTING}{name}" for name in stored | {name.id for name in names if name.id in self.confined} if name in self.lasting}
        )
        return Effects(
            frozenset({name.id for name in names} | heaps), frozenset(written), leaves=isinstance(node, ast.stmt) and may_leave(node)
        )

    def all_of(self, nodes: list[ast.AST]) -> Effects:
        """The effects of several nodes, one after the other."""
        total = NO_EFFECTS
        for node in nodes:
            total = total | self.of(node)
        return total

    def _children(self, node: ast.AST) -> Effects:
        return self.all_of(list(child_nodes(node)))

    def _nothing(self, _node: ast.AST) -> Effects:
        return NO_EFFECTS

    def _name(self, node: ast.Name) -> Effects:
        variable = self.bindings.variables.get(node.id)
        marks = {f"{LASTING}{node.id}"} if node.id in self.lasting else set()
        if isinstance(node.ctx, ast.Store):
            return Effects(writes=frozenset({node.id, *marks} if variable is not None else {WORLD}))
        if variable is None:
            known = node.id in self.inference.functions or (node.id in _KNOWN_BUILTINS and node.id not in self.inference.shadowed)
            return NO_EFFECTS if known else Effects(reads=frozenset({WORLD}), raises=True)
        return Effects(reads=frozenset({node.id, *(marks if variable.is_captured else ())}), raises=not variable.is_surely_bound)

    def region(self, node: ast.expr) -> str:
        """The heap region of the container that an expression stands for."""
        if isinstance(node, ast.Attribute) and f".{node.attr}" in self.confined:
            return f"{HEAP} .{node.attr}"
        return f"{HEAP} {node.id}" if isinstance(node, ast.Name) and node.id in self.confined else HEAP

    def regions(self, node: ast.expr) -> frozenset[str]:
        """The regions that changing this container writes."""
        region = self.region(node)
        is_lasting_variable = isinstance(node, ast.Name) and region != HEAP and node.id in self.lasting
        return frozenset({region, f"{LASTING}{node.id}"}) if isinstance(node, ast.Name) and is_lasting_variable else frozenset({region})

    def _reading(self, node: ast.expr) -> Effects:
        return Effects(reads=frozenset({self.region(node)}))

    def consuming(self, node: ast.expr) -> Effects:
        """What iterating over all of a value does, apart from evaluating it; unknown for iterators, which may run any code."""
        type_ = self.inference.of(node)
        if type_ == NEVER or kind(type_) in SIZED:
            return self._read_if_container(node, type_)
        if isinstance(node, ast.GeneratorExp):
            return self._comprehension(node)
        is_lazy = (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Name)
            and node.func.id in _LAZY
            and node.func.id not in self.inference.shadowed
        )
        if not is_lazy or not isinstance(node, ast.Call) or node.keywords:
            return ANYTHING | self._variables(node)
        total = NO_EFFECTS
        for argument in node.args:
            total = total | (NO_EFFECTS if kind(self.inference.of(argument)) == "int" else self.consuming(argument))
        return total

    def _binary(self, node: ast.BinOp) -> Effects:
        operands = self.of(node.left) | self.of(node.right)
        left, right = self.inference.of(node.left), self.inference.of(node.right)
        if kind(left) in NUMBERS and kind(right) in NUMBERS:
            return operands | self._number_operation(node, kind(left), kind(right))
        is_joining = isinstance(node.op, ast.Add | ast.Mult) and self.inference.of(node) is not UNKNOWN
        if not is_joining and not (is_settled(left) and is_settled(right)):
            return ANYTHING
        if self.inference.of(node) is UNKNOWN or isinstance(node.op, ast.Mod) or not is_joining:
            operands = operands | RAISES
        return operands | self._read_if_container(node.left, left) | self._read_if_container(node.right, right)

    def _number_operation(self, node: ast.BinOp, left: str, right: str) -> Effects:
        if isinstance(node.op, ast.Add | ast.Sub | ast.Mult) and (left, right) != ("float", "float"):
            return NO_EFFECTS if "float" not in {left, right} else RAISES
        if isinstance(node.op, ast.Add | ast.Sub | ast.Mult):
            return NO_EFFECTS
        if isinstance(node.op, ast.BitAnd | ast.BitOr | ast.BitXor) and "float" not in {left, right}:
            return NO_EFFECTS
        is_safe_divisor = isinstance(node.right, ast.Constant) and bool(node.right.value) and "float" not in {left, right}
        return NO_EFFECTS if isinstance(node.op, ast.FloorDiv | ast.Mod) and is_safe_divisor else RAISES

    def _read_if_container(self, node: ast.expr, type_: Type) -> Effects:
        """Looking into a value: its own region, and the shared heap when what it holds can change too."""
        if kind(type_) in {"iterator", "view"}:
            return Effects(reads=frozenset({HEAP, self.region(node)}))
        inner = Effects(reads=frozenset({HEAP})) if holds_containers(type_) else NO_EFFECTS
        return self._reading(node) | inner if kind(type_) in _CONTAINERS else inner

    def _unary(self, node: ast.UnaryOp) -> Effects:
        operand = self.of(node.operand)
        type_ = self.inference.of(node.operand)
        if type_ is UNKNOWN:
            return ANYTHING
        if isinstance(node.op, ast.Not):
            return operand | self._read_if_container(node.operand, type_)
        if kind(type_) in NUMBERS:
            return operand | (RAISES if isinstance(node.op, ast.Invert) and kind(type_) == "float" else NO_EFFECTS)
        return operand | RAISES if is_settled(type_) else ANYTHING

    def _boolean(self, node: ast.BoolOp) -> Effects:
        return self._tests(node.values)

    def _tests(self, nodes: list[ast.expr]) -> Effects:
        total = NO_EFFECTS
        for node in nodes:
            total = total | self.of_test(node)
        return total

    def of_test(self, node: ast.expr) -> Effects:
        """The effects of evaluating an expression and asking whether it is true."""
        type_ = self.inference.of(node)
        inner = self.of(node)
        return inner | ANYTHING if type_ is UNKNOWN else inner | self._read_if_container(node, type_)

    def _compare(self, node: ast.Compare) -> Effects:
        operands = [node.left, *node.comparators]
        total = self.all_of(list(operands))
        if all(isinstance(operator, ast.Is | ast.IsNot) for operator in node.ops):
            return total
        types = [self.inference.of(operand) for operand in operands]
        if not all(is_settled(type_) for type_ in types):
            return ANYTHING
        for operand, type_ in zip(operands, types, strict=True):
            total = total | self._read_if_container(operand, type_)
        for operator, left, right in zip(node.ops, types, types[1:], strict=False):
            total = total | self._comparison(operator, left, right)
        return total

    def _comparison(self, operator: ast.cmpop, left: Type, right: Type) -> Effects:
        if isinstance(operator, ast.Eq | ast.NotEq):
            return NO_EFFECTS
        if isinstance(operator, ast.In | ast.NotIn):
            if kind(right) == "iterator":
                return ANYTHING
            if kind(right) == "str":
                return NO_EFFECTS if kind(left) == "str" else RAISES
            is_looked_up = kind(right) in {"dict", "set", "frozenset", "view"} and not is_hashable(left)
            return NO_EFFECTS if kind(right) in SIZED - {"bytes"} and not is_looked_up else RAISES
        comparable = (kind(left) in NUMBERS and kind(right) in NUMBERS) or (kind(left) == kind(right) == "str")
        return NO_EFFECTS if comparable else RAISES

    def _choice(self, node: ast.IfExp) -> Effects:
        return self.of_test(node.test) | self.of(node.body) | self.of(node.orelse)

    def _display(self, node: ast.List | ast.Tuple) -> Effects:
        return self._children(node)

    def _hashed(self, node: ast.Set | ast.Dict) -> Effects:
        keys = node.elts if isinstance(node, ast.Set) else [key for key in node.keys if key is not None]
        total = self.all_of([child for child in child_nodes(node)])
        types = [self.inference.of(key) for key in keys]
        if isinstance(node, ast.Dict) and len(keys) < len(node.keys):
            return ANYTHING
        if not all(is_settled(type_) for type_ in types):
            return ANYTHING
        return total | (NO_EFFECTS if all(map(is_hashable, types)) else RAISES)

    def _text(self, node: ast.JoinedStr) -> Effects:
        total = NO_EFFECTS
        for value in node.values:
            if isinstance(value, ast.FormattedValue):
                if not is_settled(self.inference.of(value.value)) or value.format_spec is not None:
                    return ANYTHING
                total = total | self.of(value.value) | self._read_if_container(value.value, self.inference.of(value.value))
        return total

    def _subscript(self, node: ast.Subscript) -> Effects:
        type_ = self.inference.of(node.value)
        inner = self.of(node.value) | self.of(node.slice)
        name = kind(type_)
        if not self._is_plain_index(node.slice) or (name == "dict" and not is_settled(element(type_))):
            return ANYTHING
        if not isinstance(node.ctx, ast.Load):
            is_plain = name in {"list", "dict"} and not isinstance(node.slice, ast.Slice)
            return inner | Effects(writes=self.regions(node.value), raises=True) if is_plain else ANYTHING
        raises = RAISES if name == "dict" or not self._is_safe_slice(node.slice) else NO_EFFECTS
        if name in {"str", "tuple", "range", "bytes"}:
            return inner | raises
        return inner | self._reading(node.value) | raises if name in {"list", "dict"} else ANYTHING

    def _is_plain_index(self, node: ast.expr) -> bool:
        """Whether using this as an index or key runs built-in code only."""
        parts = [node.lower, node.upper, node.step] if isinstance(node, ast.Slice) else [node]
        return all(part is None or is_settled(self.inference.of(part)) for part in parts)

    def _is_safe_slice(self, node: ast.expr) -> bool:
        """Whether a slice cannot raise: whole numbers as bounds, and a step that is a constant other than zero."""
        if not isinstance(node, ast.Slice):
            return False
        bounds = all(part is None or kind(self.inference.of(part)) == "int" for part in (node.lower, node.upper))
        step = node.step.operand if isinstance(node.step, ast.UnaryOp) and isinstance(node.step.op, ast.USub) else node.step
        return bounds and (step is None or (isinstance(step, ast.Constant) and type(step.value) is int and step.value != 0))

    def _slice(self, node: ast.Slice) -> Effects:
        return self._children(node)

    def _attribute(self, node: ast.Attribute) -> Effects:
        built_in = _BUILT_INS.get(kind(self.inference.of(node.value)))
        if built_in is not None and isinstance(node.ctx, ast.Load) and hasattr(built_in, node.attr):
            return self.of(node.value)
        if node.attr not in self.attributes:
            return ANYTHING
        region = frozenset({f".{node.attr}"})
        return self.of(node.value) | (Effects(reads=region) if isinstance(node.ctx, ast.Load) else Effects(writes=region))

    def _comprehension(self, node: ast.ListComp | ast.SetComp | ast.DictComp | ast.GeneratorExp) -> Effects:
        total = NO_EFFECTS
        for generator in node.generators:
            if generator.is_async:
                return ANYTHING
            total = total | self.of(generator.iter) | self.consuming(generator.iter) | self._tests(generator.ifs)
            if not isinstance(generator.target, ast.Name):
                total = total | (RAISES if self._unpacks_plainly(generator) else ANYTHING)
        elements = [node.key, node.value] if isinstance(node, ast.DictComp) else [node.elt]
        if isinstance(node, ast.DictComp | ast.SetComp):
            key = self.inference.of(elements[0])
            total = total | (NO_EFFECTS if is_hashable(key) else RAISES if is_settled(key) else ANYTHING)
        return total | self.all_of(list(elements))

    def _unpacks_plainly(self, generator: ast.comprehension) -> bool:
        parts = generator.target.elts if isinstance(generator.target, ast.Tuple | ast.List) else [generator.target]
        return all(isinstance(part, ast.Name) for part in parts) and kind(element(self.inference.of(generator.iter))) in {
            "tuple",
            "list",
            "str",
        }

    def _call(self, node: ast.Call) -> Effects:
        if node.keywords or any(isinstance(argument, ast.Starred) for argument in node.args):
            return ANYTHING
        if (
            isinstance(node.func, ast.Name)
            and node.func.id in {"any", "all"}
            and len(node.args) == 1
            and isinstance(node.args[0], ast.GeneratorExp)
        ):
            return self._search(node.func.id, node.args[0])
        arguments = self.all_of(list(node.args))
        if isinstance(node.func, ast.Name) and node.func.id not in self.inference.shadowed | self.inference.functions.keys():
            return self._function_call(node.func.id, node.args, arguments)
        if isinstance(node.func, ast.Attribute):
            return self._method_call(node.func, node.args, arguments)
        return ANYTHING

    def _search(self, name: str, node: ast.GeneratorExp) -> Effects:
        """`any` and `all` go over a generator at once."""
        if name in self.inference.shadowed | self.inference.functions.keys():
            return ANYTHING
        return self._comprehension(ast.ListComp(node.elt, node.generators)) | self.of_test(node.elt)

    def _function_call(self, name: str, arguments: list[ast.expr], inner: Effects) -> Effects:
        types = [self.inference.of(argument) for argument in arguments]
        if name == "print" and all(is_settled(type_) and kind(type_) != "iterator" for type_ in types):
            return inner | Effects(reads=frozenset({HEAP, WORLD, *map(self.region, arguments)}), writes=frozenset({WORLD}), raises=True)
        if not all(is_settled(type_) for type_ in types):
            is_size = name == "len" and len(types) == 1 and kind(types[0]) in SIZED
            return inner | self._reading(arguments[0]) if is_size else ANYTHING
        if name not in _TOTAL_FUNCTIONS | _READING_FUNCTIONS | _RAISING_FUNCTIONS:
            return ANYTHING
        total = self.all_of([argument for argument in arguments if not isinstance(argument, ast.GeneratorExp)])
        for argument, type_ in zip(arguments, types, strict=True):
            is_consumed = kind(type_) == "iterator" and name not in _LAZY
            total = total | (self.consuming(argument) if is_consumed else self._read_if_container(argument, type_))
        if any(isinstance(argument, ast.GeneratorExp) for argument in arguments) and name in _LAZY | _LOOKING:
            return ANYTHING
        return total | (RAISES if name in _RAISING_FUNCTIONS or not self._fits(name, types) else NO_EFFECTS)

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
        receiver = self.inference.of(node.value)
        total = inner | self.of(node.value)
        types = [self.inference.of(argument) for argument in arguments]
        if kind(receiver) == "str" and all(is_settled(type_) for type_ in types):
            if node.attr in _TOTAL_TEXT_METHODS:
                return total | (NO_EFFECTS if fits_text_method(node.attr, [kind(type_) for type_ in types]) else RAISES)
            for argument in arguments if node.attr in _RAISING_TEXT_METHODS else ():
                total = (
                    total | self.consuming(argument)
                    if node.attr == "join"
                    else total | self._read_if_container(argument, self.inference.of(argument))
                )
            return total | Effects(frozenset({HEAP}), raises=True) if node.attr in _RAISING_TEXT_METHODS else ANYTHING
        if kind(receiver) not in _CONTAINERS:
            return ANYTHING
        for argument, type_ in zip(arguments, types, strict=True):
            is_consumed = node.attr in _CONSUMING_METHODS or (kind(type_) == "iterator" and node.attr not in _ADDING_METHODS)
            total = total | (self.consuming(argument) if is_consumed else NO_EFFECTS)
            total = total | (self._read_if_container(argument, type_) if node.attr not in _ADDING_METHODS else NO_EFFECTS)
        return self._container_method(node, types, total, receiver)

    def _container_method(self, node: ast.Attribute, types: list[Type], total: Effects, receiver: Type) -> Effects:
        region = self.region(node.value)
        is_adding = kind(receiver) in {"list", "deque"} and node.attr in _ADDING_METHODS
        is_blind = kind(receiver) in {"list", "deque"} and node.attr in _BLIND_METHODS
        if not all(is_settled(type_) for type_ in (types[:-1] if is_adding else types)) or not (
            is_adding or is_blind or is_settled(receiver)
        ):
            return ANYTHING
        raises = node.attr in _RAISING_METHODS or (kind(receiver) in {"dict", "set"} and not all(map(is_hashable, types)))
        raises = raises or not _fits_container_method(kind(receiver), node.attr, types)
        if node.attr in _WRITING_METHODS:
            deep = {HEAP} if holds_containers(receiver) else set()
            return total | Effects(reads=frozenset({region, *deep}), writes=self.regions(node.value), raises=raises)
        return (
            total | self._read_if_container(node.value, receiver) | (RAISES if raises else NO_EFFECTS)
            if node.attr in _READING_METHODS
            else ANYTHING
        )

    def _assign(self, node: ast.Assign) -> Effects:
        total = self.of(node.value)
        for target in node.targets:
            total = total | self._target(target, node.value)
        return total

    def _target(self, node: ast.expr, value: ast.expr) -> Effects:
        if isinstance(node, ast.Name | ast.Subscript | ast.Attribute):
            return self.of(node)
        if not isinstance(node, ast.Tuple | ast.List) or not all(isinstance(item, ast.Name | ast.Subscript) for item in node.elts):
            return ANYTHING
        is_matched = isinstance(value, ast.Tuple) and len(value.elts) == len(node.elts) and not _has_star(value)
        return self.all_of(list(node.elts)) | (NO_EFFECTS if is_matched else self._unpacking(value))

    def _unpacking(self, value: ast.expr) -> Effects:
        return RAISES | self.consuming(value) if is_settled(self.inference.of(value)) else ANYTHING

    def _augmented(self, node: ast.AugAssign) -> Effects:
        if isinstance(node.target, ast.Name):
            load = ast.Name(node.target.id, ast.Load())
            computed = self.of(ast.BinOp(load, node.op, node.value)) | self.of(node.target)
            is_in_place = kind(self.inference.of(load)) in _CONTAINERS
            return computed | self.consuming(node.value) | Effects(writes=self.regions(load)) if is_in_place else computed
        if isinstance(node.target, ast.Subscript):
            types = (self.inference.of(node.target), self.inference.of(node.value))
            is_plain = all(kind(type_) in NUMBERS | {"str"} for type_ in types)
            return self.of(node.target) | self.of(node.value) | self._reading(node.target.value) | RAISES if is_plain else ANYTHING
        return ANYTHING

    def _delete(self, node: ast.Delete) -> Effects:
        return self.all_of(list(node.targets)) if all(isinstance(target, ast.Subscript) for target in node.targets) else ANYTHING

    def _expression_statement(self, node: ast.Expr) -> Effects:
        return self.of(node.value)

    def _leaving(self, node: ast.AST) -> Effects:
        return self._children(node) | Effects(leaves=True)

    def _raise(self, node: ast.Raise) -> Effects:
        return ANYTHING | Effects(leaves=True)

    def _if(self, node: ast.If) -> Effects:
        return self.of_test(node.test) | self.all_of([*node.body, *node.orelse])

    def _for(self, node: ast.For) -> Effects:
        """A loop over something finite; what is unknown may also never end, and jumps in the body are taken to leave the loop."""
        turns = self.of(node.iter) | self.consuming(node.iter) | self._target(node.target, node.iter)
        if not isinstance(node.target, ast.Name):
            plain = isinstance(node.target, ast.Tuple) and kind(element(self.inference.of(node.iter))) in {"tuple", "list", "str"}
            turns = turns | (RAISES if plain else ANYTHING)
        is_finite = WORLD not in turns.writes
        return turns | self.all_of([*node.body, *node.orelse]) | Effects(leaves=not is_finite)

    def _while(self, node: ast.While) -> Effects:
        return self.of_test(node.test) | self.all_of([*node.body, *node.orelse]) | Effects(leaves=True)

    def _try(self, node: ast.Try) -> Effects:
        types = [handler.type for handler in node.handlers if handler.type is not None]
        names = frozenset(handler.name for handler in node.handlers if handler.name is not None)
        blocks = [*node.body, *node.orelse, *node.finalbody, *(item for handler in node.handlers for item in handler.body)]
        return self.all_of([*types, *blocks]) | (ANYTHING if names else NO_EFFECTS) | Effects(writes=names, raises=bool(types))


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


def _has_star(node: ast.Tuple) -> bool:
    return any(isinstance(item, ast.Starred) for item in node.elts)


_KNOWN_BUILTINS = frozenset(dir(builtins))
_Rule = Callable[..., Effects]
_RULES: dict[type[ast.AST], _Rule] = {
    ast.Constant: EffectRules._nothing,
    ast.Name: EffectRules._name,
    ast.BinOp: EffectRules._binary,
    ast.UnaryOp: EffectRules._unary,
    ast.BoolOp: EffectRules._boolean,
    ast.Compare: EffectRules._compare,
    ast.IfExp: EffectRules._choice,
    ast.List: EffectRules._display,
    ast.Tuple: EffectRules._display,
    ast.Set: EffectRules._hashed,
    ast.Dict: EffectRules._hashed,
    ast.JoinedStr: EffectRules._text,
    ast.Subscript: EffectRules._subscript,
    ast.Slice: EffectRules._slice,
    ast.Attribute: EffectRules._attribute,
    ast.ListComp: EffectRules._comprehension,
    ast.SetComp: EffectRules._comprehension,
    ast.DictComp: EffectRules._comprehension,
    ast.Call: EffectRules._call,
    ast.Assign: EffectRules._assign,
    ast.AugAssign: EffectRules._augmented,
    ast.Expr: EffectRules._expression_statement,
    ast.If: EffectRules._if,
    ast.For: EffectRules._for,
    ast.While: EffectRules._while,
    ast.Try: EffectRules._try,
    ast.Delete: EffectRules._delete,
    ast.Pass: EffectRules._nothing,
    ast.Return: EffectRules._leaving,
    ast.Break: EffectRules._leaving,
    ast.Continue: EffectRules._leaving,
    ast.Raise: EffectRules._raise,
    ast.Load: EffectRules._nothing,
    ast.Store: EffectRules._nothing,
    ast.Del: EffectRules._nothing,
}
