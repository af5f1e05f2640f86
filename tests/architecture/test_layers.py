"""The import law of the house."""

from importlinter.cli import lint_imports

from tests.architecture.files import REPOSITORY


def test_imports_flow_one_way() -> None:
    assert lint_imports(config_filename=str(REPOSITORY / "pyproject.toml"), no_cache=True) == 0
