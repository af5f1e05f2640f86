"""Words, characters and numbers that a contract itself speaks of, for inputs that reach into its branches."""

import re
from dataclasses import dataclass

from engine.domain.contract import Contract
from engine.domain.json_value import Json

MAX_WORDS = 60
MAX_NUMBERS = 60
GENERAL_CHARACTERS = "aabbcxyzABZ0129 ()[]{}<>.,;:!?-_+*/=\"'\\@#%&|~^$`\t\n"
UNICODE_CHARACTERS = "éßüÇñøŁжλ中あ🙂İıſ²½\u00a0\u2003\u0301"
GENERAL_WORDS = ("a", "b", "ab", "foo", "Hello", "World", "test", "the", "x1", "42", "A", "Zz")
_WORD = re.compile(r"[^\W_]+", re.UNICODE)
_NUMBER = re.compile(r"(?<![\w.])-?\d{1,12}(?![\w.])")
_LITERAL = re.compile(r"[\"'`]([^\"'`\n]{1,30})[\"'`]")


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What inputs are made of: texts whole, words, characters, numbers, and the largest number's magnitude (at least 20)."""

    texts: tuple[str, ...]
    words: tuple[str, ...]
    characters: str
    numbers: tuple[int, ...]
    magnitude: int


def vocabulary_of(contract: Contract) -> Vocabulary:
    """Collect a contract's vocabulary from the inputs of its oracle tests, what they expect, and its prompt."""
    values: list[Json] = []
    for test in contract.oracle_tests:
        values.extend([*test.arguments, *(argument for step in test.operations for argument in step.arguments)])
    texts = list(dict.fromkeys(text for value in values for text in _texts(value)))
    numbers = list(dict.fromkeys(number for value in values for number in _numbers(value)))
    mentioned = [int(match) for match in _NUMBER.findall(contract.prompt)]
    literals = [match for match in _LITERAL.findall(contract.prompt) if match != contract.entry_point]
    expected = [text for test in contract.oracle_tests for text in _texts(test.expected)]
    words = [word for text in [*texts, *literals, *expected, contract.prompt] for word in _WORD.findall(text)]
    characters = "".join(dict.fromkeys("".join([*texts, *expected, *(text for text in literals if len(text) <= 3)])))
    return Vocabulary(
        texts=tuple(texts),
        words=tuple(dict.fromkeys(words))[:MAX_WORDS],
        characters=characters,
        numbers=tuple(dict.fromkeys([*numbers, *mentioned]))[:MAX_NUMBERS],
        magnitude=max([20, *(abs(number) for number in numbers)]),
    )


def _texts(value: Json) -> list[str]:
    if isinstance(value, str):
        return [value]
    if isinstance(value, list):
        return [text for item in value for text in _texts(item)]
    return [text for pair in value.items() for item in pair for text in _texts(item)] if isinstance(value, dict) else []


def _numbers(value: Json) -> list[int]:
    if type(value) is int:
        return [value]
    if isinstance(value, list):
        return [number for item in value for number in _numbers(item)]
    return [number for item in value.values() for number in _numbers(item)] if isinstance(value, dict) else []
