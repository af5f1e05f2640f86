"""Different answers to one task come together in a known number of normal forms, each of which does what its answer does."""

import ast
import copy
from collections.abc import Callable

import pytest

from tests.unit.structure_cases import CaseFile, canonical, case_files

_FILES = case_files("variants")
_VARIANTS = [pytest.param(file, text, id=f"{file.name} {number}") for file in _FILES for number, text in enumerate(file.texts)]


def _plain(text: str) -> str:
    """A program without docstrings and annotations, as the passes before the structural ones leave it."""
    tree = ast.parse(text)
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and ast.get_docstring(node) is not None:
            node.body = node.body[1:]
        if isinstance(node, ast.FunctionDef):
            node.returns = None
        if isinstance(node, ast.arg):
            node.annotation = None
    return ast.unparse(tree)


def observations(text: str, file: CaseFile) -> list[tuple[str, str, str]]:
    """For each input the type and value of the result or the type of the exception, and the arguments afterwards."""
    names: dict[str, object] = {"__name__": "answer"}
    exec(compile(text, file.name, "exec"), names)
    function = names[file.head["entry"]]
    assert callable(function)
    if file.operations:
        return _played(function, file.operations)
    return [_observe(function, copy.deepcopy(given)) for given in file.inputs]


def _played(make: Callable[..., object], operations: list[tuple[object, ...]]) -> list[tuple[str, str, str]]:
    """The same for calls of an object's methods, one after the other."""
    (_, *given), *calls = operations
    item = make(*given)
    return [_observe(getattr(item, str(name)), tuple(arguments)) for name, *arguments in calls]


def _observe(function: object, given: tuple[object, ...]) -> tuple[str, str, str]:
    assert callable(function)
    try:
        result = function(*given)
    except (ArithmeticError, AttributeError, LookupError, NameError, TypeError, ValueError) as error:
        return type(error).__name__, "", repr(given)
    return type(result).__name__, repr(result), repr(given)


@pytest.mark.parametrize(("file", "text"), _VARIANTS)
def test_a_normal_form_does_what_its_answer_does(file: CaseFile, text: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert observations(canonical(_plain(text), file.assumptions), file) == observations(text, file)


@pytest.mark.parametrize("file", _FILES, ids=lambda file: file.name)
def test_answers_to_a_task_come_together(file: CaseFile) -> None:
    assert len({canonical(_plain(text), file.assumptions) for text in file.texts}) == int(file.head["forms"])
