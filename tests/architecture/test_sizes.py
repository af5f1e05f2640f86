"""Files and functions that a reader can hold in mind."""

import ast

from tests.architecture.files import REPOSITORY, python_files

LONGEST_FILE = 300
LONGEST_FUNCTION = 50
ROOMS = ("engine", "api", "workers", "cli")


def test_no_file_is_longer_than_a_reader_can_hold() -> None:
    files = python_files(*ROOMS, "tests", "migrations")
    lengths = {str(path.relative_to(REPOSITORY)): len(path.read_text().splitlines()) for path in files}

    assert {name: length for name, length in lengths.items() if length > LONGEST_FILE} == {}


def test_no_function_is_longer_than_a_screen() -> None:
    lengths = {
        f"{path.relative_to(REPOSITORY)}:{node.lineno} {node.name}": (node.end_lineno or node.lineno) - node.lineno + 1
        for path in python_files(*ROOMS)
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    }

    assert {name: length for name, length in lengths.items() if length > LONGEST_FUNCTION} == {}
