"""Reading a document file by its name: `.json` as JSON, `.yaml` and `.yml` as YAML."""

from pathlib import Path

from engine.documents.document import Document, read_text
from engine.documents.json_reader import read_json
from engine.documents.yaml_reader import read_yaml
from engine.domain.errors import Fault, InvalidInput

_READERS = {".json": read_json, ".yaml": read_yaml, ".yml": read_yaml}


def read_document(path: Path) -> Document:
    """Read one YAML or JSON file, bounded in size and depth. Raises InvalidInput with file and line of every fault."""
    reader = _READERS.get(path.suffix.lower())
    if reader is None:
        raise InvalidInput([Fault(f"unknown kind of file '{path.suffix}'", file=str(path))], "Name it .yaml, .yml or .json.")
    return reader(read_text(path), str(path))
