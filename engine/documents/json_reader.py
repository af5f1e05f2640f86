"""Reading JSON (RFC 8259) with line numbers; duplicate keys are faults."""

import json
import re

from engine.documents.document import MAX_DEPTH, MAX_NODES, Document, Place, json_path
from engine.domain.errors import Fault, InvalidInput
from engine.domain.json_value import Json

_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|[{}\[\],:]|[^\s{}\[\],:"]+|\n')


def read_json(text: str, file: str) -> Document:
    """Read one JSON document. Raises InvalidInput with the line of the fault."""
    try:
        value: Json = json.loads(text, parse_constant=_refuse)
    except json.JSONDecodeError as error:
        raise InvalidInput([Fault(f"not valid JSON: {error.msg}", line=error.lineno, file=file)]) from error
    except (ValueError, RecursionError) as error:
        raise InvalidInput([Fault(f"not valid JSON: {error}", file=file)]) from error
    lines, faults = _Lines(text, file).read()
    if faults:
        raise InvalidInput(faults)
    return Document(value, file, lines)


def _refuse(constant: str) -> Json:
    message = f"{constant} is not a JSON value"
    raise ValueError(message)


class _Lines:
    """Walks the tokens of a text that is known to be valid JSON and notes the line of every place."""

    def __init__(self, text: str, file: str) -> None:
        self.symbols = _TOKEN.finditer(text)
        self.file, self.line, self.nodes = file, 1, 0
        self.lines: dict[Place, int] = {}
        self.faults: list[Fault] = []

    def read(self) -> tuple[dict[Place, int], list[Fault]]:
        self.value(self.next(), ())
        return self.lines, self.faults

    def next(self) -> str:
        for match in self.symbols:
            if match.group() != "\n":
                return match.group()
            self.line += 1
        return ""

    def value(self, symbol: str, place: Place) -> None:
        self.nodes += 1
        if len(place) > MAX_DEPTH or self.nodes > MAX_NODES:
            what = f"nested deeper than {MAX_DEPTH} levels" if len(place) > MAX_DEPTH else f"more than {MAX_NODES} values"
            raise InvalidInput([Fault(f"the document has {what}", json_path(place), self.line, self.file)])
        self.lines.setdefault(place, self.line)
        if symbol == "{":
            self.members(place)
        elif symbol == "[":
            self.items(place)

    def members(self, place: Place) -> None:
        seen: set[str] = set()
        symbol = self.next()
        while symbol != "}":
            key = json.loads(symbol)
            if key in seen:
                self.faults.append(Fault(f"the key '{key}' is given twice", json_path((*place, key)), self.line, self.file))
            seen.add(key)
            self.lines[(*place, key)] = self.line
            self.next()
            self.value(self.next(), (*place, key))
            symbol = self.next()
            symbol = self.next() if symbol == "," else symbol

    def items(self, place: Place) -> None:
        symbol, index = self.next(), 0
        while symbol != "]":
            self.value(symbol, (*place, index))
            symbol, index = self.next(), index + 1
            symbol = self.next() if symbol == "," else symbol
