"""Reading YAML 1.1 (PyYAML's safe subset) with line numbers; aliases, depth and size are bounded, duplicate keys are faults."""

from typing import Any

import yaml

from engine.documents.document import MAX_DEPTH, MAX_NODES, Document, Place, json_path
from engine.domain.errors import Fault, InvalidInput
from engine.domain.json_value import Json

_PLAIN_TAGS = tuple(f"tag:yaml.org,2002:{name}" for name in ("map", "seq", "str", "int", "float", "bool", "null", "merge", "value"))


class _Loader(yaml.SafeLoader):
    """The safe loader without dates: a date stays the text that it is in JSON."""


_Loader.yaml_implicit_resolvers = {
    first: [entry for entry in entries if entry[0] != "tag:yaml.org,2002:timestamp"]
    for first, entries in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def read_yaml(text: str, file: str) -> Document:
    """Read one YAML document. Raises InvalidInput with the line of every fault."""
    try:
        loader = _Loader(text)
    except yaml.YAMLError as error:
        raise InvalidInput([Fault(f"not valid YAML: {' '.join(str(error).split())}", file=file)]) from error
    try:
        root = loader.get_single_node()
        reading = _Reading(loader, file)
        value = reading.value(root, (), 0) if root is not None else None
    except yaml.MarkedYAMLError as error:
        raise InvalidInput([Fault(f"not valid YAML: {_problem(error)}", line=_line(error), file=file)]) from error
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        raise InvalidInput([Fault(f"not valid YAML: {' '.join(str(error).split())}", file=file)]) from error
    finally:
        loader.dispose()
    if reading.faults:
        raise InvalidInput(reading.faults)
    return Document(value, file, reading.lines)


_LEFT_OPEN = (
    ("could not find expected ':'", "a ':' is missing after this key"),
    ("found unexpected end of stream", "a quotation mark is not closed"),
    ("expected ',' or ']'", "a list in brackets is not closed"),
    ("expected ',' or '}'", "a mapping in braces is not closed"),
)
_MISPLACED = (
    ("mapping values are not allowed", "this ':' fits nowhere; put the text in quotes, or mend the indentation"),
    ("expected <block end>", "the indentation does not fit the lines above"),
    ("expected '<document start>'", "the indentation does not fit the lines above"),
    ("found character '\\t'", "a tab stands in the indentation; write spaces"),
    ("cannot start any token", "a text cannot begin with this character; put it in quotes"),
)


def _problem(error: yaml.MarkedYAMLError) -> str:
    """What is wrong, in the words of somebody who writes documents; the parser's own where it says something rare."""
    said = _said(error)
    return next((words for part, words in (*_LEFT_OPEN, *_MISPLACED) if part in said), said)


def _line(error: yaml.MarkedYAMLError) -> int | None:
    """Where to mend it: what is left open is mended where it begins, not where its end was missed."""
    is_open = any(part in _said(error) for part, _ in _LEFT_OPEN)
    marks = (error.context_mark, error.problem_mark) if is_open else (error.problem_mark, error.context_mark)
    return next((mark.line + 1 for mark in marks if mark), None)


def _said(error: yaml.MarkedYAMLError) -> str:
    return " ".join(part for part in (error.context, error.problem) if part)


class _Reading:
    """Turns composed nodes into JSON values, counting nodes so that aliases cannot multiply without bound."""

    def __init__(self, loader: _Loader, file: str) -> None:
        self.loader, self.file = loader, file
        self.lines: dict[Place, int] = {}
        self.faults: list[Fault] = []
        self.nodes = 0

    def value(self, node: yaml.Node, place: Place, depth: int) -> Json:
        self.nodes += 1
        line = node.start_mark.line + 1
        if depth > MAX_DEPTH or self.nodes > MAX_NODES:
            what = f"nested deeper than {MAX_DEPTH} levels" if depth > MAX_DEPTH else f"more than {MAX_NODES} values"
            raise InvalidInput([Fault(f"the document has {what}", json_path(place), line, self.file)])
        self.lines[place] = line
        if not node.tag.startswith(_PLAIN_TAGS):
            self.faults.append(Fault(f"the tag '{node.tag}' is not read here; write a plain value", json_path(place), line, self.file))
            return None
        if isinstance(node, yaml.MappingNode):
            return self.mapping(node, place, depth)
        if isinstance(node, yaml.SequenceNode):
            return [self.value(item, (*place, index), depth + 1) for index, item in enumerate(node.value)]
        return self.scalar(node, place)

    def mapping(self, node: yaml.MappingNode, place: Place, depth: int) -> Json:
        result: dict[str, Json] = {}
        for key_node, value_node in node.value:
            key = str(key_node.value) if isinstance(key_node, yaml.ScalarNode) else "?"
            line = key_node.start_mark.line + 1
            if key in result:
                self.faults.append(Fault(f"the key '{key}' is given twice", json_path((*place, key)), line, self.file))
            result[key] = self.value(value_node, (*place, key), depth + 1)
            self.lines[(*place, key)] = line
        return result

    def scalar(self, node: yaml.Node, place: Place) -> Json:
        constructed: Any = self.loader.construct_object(node)
        if constructed is None or isinstance(constructed, bool | int | str):
            return constructed
        if isinstance(constructed, float) and constructed - constructed == 0:
            return constructed
        message = f"{node.value!r} is not a JSON value"
        self.faults.append(Fault(message, json_path(place), node.start_mark.line + 1, self.file))
        return None
