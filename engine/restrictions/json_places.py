"""Where the values of a JSON output stand."""

from collections.abc import Iterator
from weakref import WeakKeyDictionary

from engine.documents.document import Document, Place
from engine.documents.json_reader import read_json
from engine.domain.errors import Fault, InvalidInput
from engine.domain.json_value import Json
from engine.restrictions.answer import Answer

_DOCUMENTS: "WeakKeyDictionary[Answer, tuple[Document, tuple[Fault, ...]]]" = WeakKeyDictionary()


def json_document(answer: Answer) -> tuple[Document, tuple[Fault, ...]]:
    """The output with its lines, and what a strict reader finds wrong with it, such as keys given twice."""
    if answer not in _DOCUMENTS:
        try:
            _DOCUMENTS[answer] = (read_json(answer.text, "output"), ())
        except InvalidInput as error:
            _DOCUMENTS[answer] = (Document(None, "output"), error.faults)
    return _DOCUMENTS[answer]


def line_of(answer: Answer, place: Place) -> int:
    """The line of a place, from 1."""
    return json_document(answer)[0].line(place) or 1


def places(value: Json) -> Iterator[tuple[Place, Json]]:
    """Every value inside a JSON value with its place, the value itself first."""
    waiting: list[tuple[Place, Json]] = [((), value)]
    while waiting:
        place, current = waiting.pop()
        yield place, current
        if isinstance(current, dict):
            waiting.extend(((*place, key), item) for key, item in reversed(list(current.items())))
        elif isinstance(current, list):
            waiting.extend(((*place, index), current[index]) for index in range(len(current) - 1, -1, -1))
