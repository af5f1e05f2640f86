"""Passwords and keys written into code."""

import ast
from collections.abc import Iterator

from engine.domain.json_value import JsonObject
from engine.restrictions.answer import Answer
from engine.restrictions.detector import PYTHON, Detector
from engine.restrictions.finding import Finding, finding_at
from engine.restrictions.patterns import compile_pattern

_NAME = r"(?i)(?:^|_)(?:pass(?:word|wd|phrase)?|pwd|secret|token|api_?key|secret_?key|access_?key|private_?key|credentials?)s?$"
_HOLDER = (
    r"(?i)^(?:$|none|null|todo|changeme|<.*>|\$\{.*\}|\{.*\}|x+|\*+|your[_-].*|.*example.*"
    r"|[a-z_]*(?:env|name|field|header|param|key|id)s?)$"
)


def hardcoded_secrets(answer: Answer, parameters: JsonObject) -> Iterator[Finding]:
    """Each constant text that is bound to a name which says it is a secret: assigned, as a default, as a keyword, or compared with."""
    del parameters
    for name, value in _pairs(answer):
        if isinstance(value, ast.Constant) and isinstance(value.value, str) and _is_secret(name, value.value):
            yield finding_at(value, f"'{name}' is written into the code", "Read it from the environment or from a secret store.")


def _is_secret(name: str, value: str) -> bool:
    return compile_pattern(_NAME).search(name) is not None and compile_pattern(_HOLDER).search(value.strip()) is None


def _pairs(answer: Answer) -> Iterator[tuple[str, ast.expr | None]]:
    for assign in answer.nodes(ast.Assign):
        yield from ((_name(target), assign.value) for target in assign.targets)
    for annotated in answer.nodes(ast.AnnAssign):
        yield _name(annotated.target), annotated.value
    for keyword in answer.nodes(ast.keyword):
        yield keyword.arg or "", keyword.value
    for compare in answer.nodes(ast.Compare):
        yield _name(compare.left), compare.comparators[0]
    for pair in answer.nodes(ast.Dict):
        yield from ((_name(key), value) for key, value in zip(pair.keys, pair.values, strict=True) if key is not None)
    for function in answer.functions:
        arguments = [*function.args.posonlyargs, *function.args.args]
        defaults = function.args.defaults
        yield from ((item.arg, value) for item, value in zip(arguments[len(arguments) - len(defaults) :], defaults, strict=True))
        yield from ((item.arg, value) for item, value in zip(function.args.kwonlyargs, function.args.kw_defaults, strict=True))


def _name(node: ast.expr) -> str:
    if isinstance(node, ast.Subscript):
        node = node.slice
    if isinstance(node, ast.Constant):
        return node.value if isinstance(node.value, str) else ""
    return node.id if isinstance(node, ast.Name) else node.attr if isinstance(node, ast.Attribute) else ""


DETECTOR = Detector("hardcoded_secrets", PYTHON, hardcoded_secrets)
