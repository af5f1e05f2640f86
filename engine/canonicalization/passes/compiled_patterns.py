"""Regular expressions that are compiled first, and what searches give: one way to search, one way to ask whether something was found."""

import ast
import copy
import re
import re._constants as codes
import re._parser as parser

from engine.canonicalization.comprehending import is_builtin_call
from engine.canonicalization.facts.module_effects import compiles
from engine.canonicalization.facts.program_facts import ProgramFacts
from engine.canonicalization.module_statements import is_pattern
from engine.canonicalization.passes.modules import calls_nothing
from engine.canonicalization.program import Program
from engine.canonicalization.rules import BlockRule, ExpressionRule, ProgramRule
from engine.canonicalization.traversal import BlockPlace
from engine.canonicalization.trees import become

_ARGUMENTS = {"match": 1, "fullmatch": 1, "search": 1, "findall": 1, "finditer": 1, "split": 1, "sub": 2, "subn": 2}
_FINDING = frozenset({"match", "fullmatch", "search"})


def _search_directly(node: ast.expr, facts: ProgramFacts) -> ast.expr | None:
    """`re.compile("a").match(s)` is `re.match("a", s)`."""
    assert isinstance(node, ast.Call)
    if not isinstance(node.func, ast.Attribute) or not is_pattern(node.func.value) or not _is_re(facts) or node.keywords:
        return None
    assert isinstance(node.func.value, ast.Call)
    pattern, method = node.func.value.args[0], node.func.attr
    is_plain = len(node.args) == _ARGUMENTS.get(method, -1) and not any(isinstance(item, ast.Starred) for item in node.args)
    if not is_plain:
        return None
    return ast.Call(ast.Attribute(ast.Name("re", ast.Load()), method, ast.Load()), [pattern, *node.args], [])


def _is_re(facts: ProgramFacts) -> bool:
    return "re" in facts.inference.imported and "re" not in facts.shadowed


def _name_patterns(program: Program) -> bool:
    """A variable that always holds one compiled pattern, and of which only methods are called, is that pattern where it is used."""
    facts = program.facts
    if not _is_re(facts):
        return False
    for name, stores in facts.occurrences.stores.items():
        assigned = facts.occurrences.parent(stores[0]) if len(stores) == 1 else None
        is_pattern_of = isinstance(assigned, ast.Assign) and assigned.targets == stores and is_pattern(assigned.value)
        if not is_pattern_of or not isinstance(assigned, ast.Assign) or not _is_settled(name, assigned, program):
            continue
        uses = facts.occurrences.loads.get(name, [])
        if uses and all(_is_method(use, facts) for use in uses):
            for use in uses:
                become(use, copy.deepcopy(assigned.value))
            become(assigned, ast.Pass())
            return True
    return False


def _is_settled(name: str, assigned: ast.Assign, program: Program) -> bool:
    """Whether every use of a variable finds it bound: a local one, or one of a module that runs no function before all names are there."""
    if program.facts.is_local(name):
        variable = program.facts.bindings.variables[name]
        return variable.is_surely_bound and variable.role == "local"
    is_own = program.is_checked and assigned in program.tree.body and calls_nothing(program.tree)
    return is_own and name != program.assumptions.entry_point and not any(isinstance(node, ast.Global) for node in ast.walk(program.tree))


def _is_method(use: ast.expr, facts: ProgramFacts) -> bool:
    above = facts.occurrences.parent(use)
    if not isinstance(above, ast.Attribute) or above.attr not in _ARGUMENTS:
        return False
    call = facts.occurrences.parent(above)
    return isinstance(call, ast.Call) and call.func is above


def _is_search(node: ast.expr, facts: ProgramFacts) -> bool:
    """Whether an expression is a search that gives a match, which counts as true, or None."""
    if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute) or node.func.attr not in _FINDING:
        return False
    is_of_module = isinstance(node.func.value, ast.Name) and node.func.value.id == "re" and _is_re(facts)
    return is_of_module or (is_pattern(node.func.value) and _is_re(facts))


def _found(node: ast.expr, *, is_found: bool) -> ast.Compare:
    return ast.Compare(node, [ast.IsNot() if is_found else ast.Is()], [ast.Constant(None)])


def _truth(node: ast.expr, facts: ProgramFacts) -> ast.expr | None:
    """`bool(re.match(…))` is `re.match(…) is not None`, and `not re.match(…)` is `re.match(…) is None`."""
    if isinstance(node, ast.UnaryOp):
        return _found(node.operand, is_found=False) if isinstance(node.op, ast.Not) and _is_search(node.operand, facts) else None
    if isinstance(node, ast.IfExp):
        return ast.IfExp(_found(node.test, is_found=True), node.body, node.orelse) if _is_search(node.test, facts) else None
    if is_builtin_call(node, "bool", facts, 1) and isinstance(node, ast.Call) and _is_search(node.args[0], facts):
        return _found(node.args[0], is_found=True)
    return None


def _tests(statements: list[ast.stmt], _place: BlockPlace, facts: ProgramFacts) -> list[ast.stmt] | None:
    """The same for the tests of branches and loops."""
    changed = False
    for node in statements:
        if isinstance(node, ast.If | ast.While) and _is_search(node.test, facts):
            node.test, changed = _found(node.test, is_found=True), True
    return statements if changed else None


def _filters(node: ast.expr, facts: ProgramFacts) -> ast.expr | None:
    """The same for the conditions of comprehensions."""
    assert isinstance(node, ast.ListComp | ast.SetComp | ast.GeneratorExp | ast.DictComp)
    changed = False
    for clause in node.generators:
        for index, test in enumerate(clause.ifs):
            if _is_search(test, facts):
                clause.ifs[index], changed = _found(test, is_found=True), True
    return node if changed else None


def _at_start(node: ast.expr, facts: ProgramFacts) -> ast.expr | None:
    """`re.search("^a", s)` and `re.match("^a", s)` are `re.match("a", s)`."""
    assert isinstance(node, ast.Call)
    if not _is_search(node, facts) or not isinstance(node.func, ast.Attribute) or node.func.attr == "fullmatch" or len(node.args) != 2:
        return None
    pattern = node.args[0]
    if not isinstance(pattern, ast.Constant) or not isinstance(pattern.value, str) or not _starts_at_beginning(pattern.value):
        return None
    return ast.Call(ast.Attribute(node.func.value, "match", ast.Load()), [ast.Constant(pattern.value[1:]), node.args[1]], node.keywords)


def _starts_at_beginning(pattern: str) -> bool:
    """Whether a pattern without flags begins with `^` in all its alternatives."""
    if not pattern.startswith("^") or not compiles(pattern):
        return False
    parsed = parser.parse(pattern)
    first = parsed[0] if len(parsed) else None
    return not parsed.state.flags & ~re.UNICODE and first == (codes.AT, codes.AT_BEGINNING) and compiles(pattern[1:])


RULES = (
    ExpressionRule("search_at_start", (ast.Call,), _at_start),
    ExpressionRule("compiled_patterns", (ast.Call,), _search_directly),
    ExpressionRule("truth_of_searches", (ast.Call, ast.UnaryOp, ast.IfExp), _truth),
    ExpressionRule("filters_by_searches", (ast.ListComp, ast.SetComp, ast.GeneratorExp, ast.DictComp), _filters),
    BlockRule("tests_of_searches", _tests, (ast.If, ast.While)),
    ProgramRule("named_patterns", _name_patterns, (ast.Call,)),
)
