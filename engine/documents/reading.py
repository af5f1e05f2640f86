"""Reading a document file by its name: `.json` as JSON, `.yaml` and `.yml` as YAML."""

from pathlib import Path

from engine.documents.document import MAX_DOCUMENT_BYTES, Document, read_text
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


def read_text_document(text: str, file_name: str) -> Document:
    """Read one YAML or JSON document from a text, by the ending of `file_name`. Raises InvalidInput as `read_document` does."""
    if len(text.encode("utf-8", "surrogatepass")) > MAX_DOCUMENT_BYTES:
        raise InvalidInput([Fault(f"the document is larger than {MAX_DOCUMENT_BYTES} bytes", file=file_name)])
    if not text.strip():
        raise InvalidInput([Fault("the document is empty", file=file_name)])
    return _READERS[Path(file_name).suffix](text, file_name)
