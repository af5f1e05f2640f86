"""Infer the types of expressions, one rule for each kind of node; see `types` for the lattice."""

import ast
from collections.abc import Callable

from engine.canonicalization.facts.builtins_table import FUNCTION_RESULTS, METHOD_RESULTS, MODULE_RESULTS
from engine.canonicalization.facts.operator_results import binary_result
from engine.canonicalization.facts.types import (
    BOOL,
    BYTES,
    CHARACTER,
    FLOAT,
    INEXACT,
    INT,
    MAPPINGS,
    NEVER,
    NONE,
    PLAIN_MAPPINGS,
    STR,
    UNKNOWN,
    Type,
    element,
    join,
    kind,
    value_of,
)

_INDIFFERENT_TO_KEYWORDS = frozenset({"sorted", "print", "int", "enumerate", "str", "zip", "float", "input"})
_MADE_BY_FACTORIES: dict[str, Type] = {
    "int": INT,
    "str": STR,
    "float": FLOAT,
    "bool": BOOL,
    "list": ("list", UNKNOWN),
    "set": ("set", UNKNOWN),
    "dict": ("dict", UNKNOWN, UNKNOWN),
}
_CONSTANTS: dict[type, Type] = {int: INT, bool: BOOL, float: FLOAT, str: STR, bytes: BYTES, type(None): NONE}


class Inference:
    """Types of expressions under an environment from unique variable names, attributes (`self.x` as `.x`) and function names to types."""

    def __init__(
        self, environment: dict[str, Type], functions: dict[str, Type], shadowed: frozenset[str], imported: frozenset[str] = frozenset()
    ) -> None:
        """Take what is known of names, whose `version` whoever changes it counts up.

        `functions` maps module-level functions to result types, `shadowed` lists rebound builtins; `imported` are the names that nothing
        binds but `import name` or `from collections import name`.
        """
        self.environment, self.functions, self.shadowed, self.imported = environment, functions, shadowed, imported
        self.version = 0
        self._known: dict[int, tuple[ast.expr, Type]] | None = None

    def settle(self) -> None:
        """From now on what is known of names changes no more, and neither does the type of an expression, until it is rewritten."""
        self._known = {}

    def forget(self, node: ast.AST) -> None:
        """Forget the type of an expression that was rewritten."""
        if self._known is not None:
            self._known.pop(id(node), None)

    def of(self, node: ast.expr) -> Type:
        """The certain type of an expression, UNKNOWN when there is none."""
        kind_ = node.__class__
        if kind_ is ast.Name:
            return self.environment.get(node.id, UNKNOWN)  # type: ignore[attr-defined]
        rule = _RULES.get(kind_)
        if rule is None:
            return UNKNOWN
        if self._known is None or kind_ is ast.Constant:
            return rule(self, node)
        found = self._known.get(id(node))
        if found is None:
            found = self._known[id(node)] = (node, rule(self, node))
        return found[1]

    def all_of(self, nodes: list[ast.expr]) -> Type:
        """The least type that covers several expressions; NEVER for none."""
        result: Type = NEVER
        for node in nodes:
            result = join(result, self.of(node))
        return result

    def _constant(self, node: ast.Constant) -> Type:
        return CHARACTER if isinstance(node.value, str) and len(node.value) == 1 else _CONSTANTS.get(type(node.value), UNKNOWN)

    def _name(self, node: ast.Name) -> Type:
        return self.environment.get(node.id, UNKNOWN)

    def _list(self, node: ast.List | ast.Set | ast.Tuple) -> Type:
        if any(isinstance(item, ast.Starred) for item in node.elts):
            return (type(node).__name__.lower(), UNKNOWN)
        if isinstance(node, ast.Tuple):
            return ("tuple", self.all_of(node.elts), *map(self.of, node.elts))
        return (type(node).__name__.lower(), self.all_of(node.elts))

    def _dict(self, node: ast.Dict) -> Type:
        keys = [key for key in node.keys if key is not None]
        if len(keys) == len(node.keys):
            return ("dict", self.all_of(keys), self.all_of(node.values))
        key_type, value_type = NEVER, NEVER
        for key, value in zip(node.keys, node.values, strict=True):
            type_ = self.of(value)
            held = (self.of(key), type_) if key is not None else (element(type_), value_of(type_))
            key_type, value_type = join(key_type, held[0]), join(value_type, held[1])
        return ("dict", key_type, value_type)

    def _comprehension(self, node: ast.ListComp | ast.SetComp | ast.GeneratorExp) -> Type:
        name = {ast.ListComp: "list", ast.SetComp: "set"}.get(type(node), "iterator")
        return (name, self.of(node.elt))

    def _dict_comprehension(self, node: ast.DictComp) -> Type:
        return ("dict", self.of(node.key), self.of(node.value))

    def _text(self, _node: ast.JoinedStr) -> Type:
        return STR

    def _compare(self, node: ast.Compare) -> Type:
        if all(isinstance(operator, ast.Is | ast.IsNot | ast.In | ast.NotIn) for operator in node.ops):
            return BOOL
        return BOOL if all(self.of(operand) is not UNKNOWN for operand in [node.left, *node.comparators]) else UNKNOWN

    def _boolean(self, node: ast.BoolOp) -> Type:
        return self.all_of(node.values)

    def _unary(self, node: ast.UnaryOp) -> Type:
        if isinstance(node.op, ast.Not):
            return BOOL
        operand = self.of(node.operand)
        if kind(operand) in {"int", "bool"}:
            return INT
        if operand == NEVER:
            return NEVER
        return operand if kind(operand) in INEXACT and not isinstance(node.op, ast.Invert) else UNKNOWN

    def _binary(self, node: ast.BinOp) -> Type:
        is_own = isinstance(node.right, ast.Call) and "len" in self.shadowed
        return binary_result(self.of(node.left), node.op, self.of(node.right), None if is_own else node.right)

    def _choice(self, node: ast.IfExp) -> Type:
        return join(self.of(node.body), self.of(node.orelse))

    def _walrus(self, node: ast.NamedExpr) -> Type:
        return self.of(node.value)

    def _subscript(self, node: ast.Subscript) -> Type:
        container = self.of(node.value)
        name = kind(container)
        if container == NEVER:
            return NEVER
        if isinstance(node.slice, ast.Slice):
            return (
                ("tuple", element(container))
                if name == "tuple"
                else STR
                if name == "str"
                else container
                if name in {"str", "list", "bytes", "range"}
                else UNKNOWN
            )
        if name in MAPPINGS:
            return value_of(container)
        if name == "tuple" and isinstance(node.slice, ast.Constant) and type(node.slice.value) is int and container is not None:
            items = container[2:]
            return items[node.slice.value] if 0 <= node.slice.value < len(items) else element(container)  # type: ignore[return-value]
        return element(container) if name in {"str", "list", "bytes", "range", "tuple", "deque"} else UNKNOWN

    def _attribute(self, node: ast.Attribute) -> Type:
        return self.environment.get(f".{node.attr}", UNKNOWN)

    def _call(self, node: ast.Call) -> Type:
        if isinstance(node.func, ast.Name):
            name = node.func.id
            if name in self.functions:
                return self.functions[name]
            if name == "defaultdict" and name in self.imported:
                return self._with_default(node)
            if name == "OrderedDict" and name in self.imported and not node.args and not node.keywords:
                return ("ordereddict", NEVER, NEVER)
            if name in {"max", "min"} and node.keywords:
                return self._keyed_extreme(node)
            if node.keywords and name not in _INDIFFERENT_TO_KEYWORDS:
                return UNKNOWN
            if any(isinstance(argument, ast.Starred) for argument in node.args):
                return self._of_rows(node)
            if name == "map" and "map" not in self.shadowed:
                return self._mapped(node)
            rule = FUNCTION_RESULTS.get(name) if name not in self.shadowed else None
            return rule([self.of(argument) for argument in node.args]) if rule is not None else UNKNOWN
        if isinstance(node.func, ast.Attribute):
            return self._method_call(node.func, [self.of(argument) for argument in node.args])
        return UNKNOWN

    def _mapped(self, node: ast.Call) -> Type:
        """`map(f, x)` gives what a built-in function of one argument gives."""
        applied = node.args[0]
        is_known = len(node.args) == 2 and isinstance(applied, ast.Name) and applied.id not in self.shadowed | self.environment.keys()
        rule = FUNCTION_RESULTS.get(applied.id) if isinstance(applied, ast.Name) and is_known else None
        return ("iterator", rule([element(self.of(node.args[1]))]) if rule is not None else UNKNOWN)

    def _keyed_extreme(self, node: ast.Call) -> Type:
        """The greatest or least of one thing by a key is one of its elements, or the default."""
        words = {word.arg: word.value for word in node.keywords}
        if not words.keys() <= {"key", "default"} or len(node.args) != 1 or {"max", "min"} & self.shadowed:
            return UNKNOWN
        default = self.of(words["default"]) if "default" in words else NEVER
        return join(element(self.of(node.args[0])), default)

    def _of_rows(self, node: ast.Call) -> Type:
        """`zip(*rows)` gives tuples of the rows' elements; of other calls with unpacked arguments nothing is known."""
        name, only = node.func.id if isinstance(node.func, ast.Name) else "", node.args[0]
        if name != "zip" or name in self.shadowed or len(node.args) != 1 or node.keywords or not isinstance(only, ast.Starred):
            return UNKNOWN
        return ("iterator", ("tuple", element(element(self.of(only.value)))))

    def _is_known(self, owner: str) -> bool:
        return owner not in self.shadowed if owner == "dict" else owner in self.imported

    def _with_default(self, node: ast.Call) -> Type:
        """A `defaultdict`: asking it for any key puts the key, and what the factory makes, into it."""
        factory = node.args[0] if len(node.args) == 1 and not node.keywords else None
        is_built_in = isinstance(factory, ast.Name) and factory.id not in self.shadowed | self.environment.keys()
        made = _MADE_BY_FACTORIES.get(factory.id, UNKNOWN) if isinstance(factory, ast.Name) and is_built_in else UNKNOWN
        return ("defaultdict", UNKNOWN, made)

    def _method_call(self, node: ast.Attribute, arguments: list[Type]) -> Type:
        if isinstance(node.value, ast.Name) and (node.value.id, node.attr) in MODULE_RESULTS and self._is_known(node.value.id):
            return MODULE_RESULTS[node.value.id, node.attr](arguments)
        receiver = self.of(node.value)
        if receiver == NEVER:
            return NEVER
        if kind(receiver) in PLAIN_MAPPINGS and node.attr in {"get", "setdefault", "pop"} and len(arguments) in {1, 2}:
            missing = NEVER if node.attr == "pop" else NONE
            return join(value_of(receiver), arguments[1] if len(arguments) == 2 else missing)
        rule = METHOD_RESULTS.get((kind(receiver), node.attr))
        return rule(receiver) if rule is not None else UNKNOWN


_RULES: dict[type[ast.expr], Callable[..., Type]] = {
    ast.Constant: Inference._constant,
    ast.Name: Inference._name,
    ast.List: Inference._list,
    ast.Set: Inference._list,
    ast.Tuple: Inference._list,
    ast.Dict: Inference._dict,
    ast.ListComp: Inference._comprehension,
    ast.SetComp: Inference._comprehension,
    ast.GeneratorExp: Inference._comprehension,
    ast.DictComp: Inference._dict_comprehension,
    ast.JoinedStr: Inference._text,
    ast.Compare: Inference._compare,
    ast.BoolOp: Inference._boolean,
    ast.UnaryOp: Inference._unary,
    ast.BinOp: Inference._binary,
    ast.IfExp: Inference._choice,
    ast.NamedExpr: Inference._walrus,
    ast.Subscript: Inference._subscript,
    ast.Attribute: Inference._attribute,
    ast.Call: Inference._call,
}
