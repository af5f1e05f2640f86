"""Drawing texts: from a contract's own words and characters, mixed with general ones."""

import random

from engine.oracle.generation.hints import Bounds
from engine.oracle.generation.vocabulary import GENERAL_CHARACTERS, GENERAL_WORDS, UNICODE_CHARACTERS, Vocabulary

_ALPHABET_SHARE, _LONGEST = 0.8, 10_000
SEPARATORS = (" ", "  ", "-", "_", ", ", ".", "\n", "")
_SINGLES = ("", "a", " ", "A", "aa", "ab", "aba", "0")
_PAIRS = ("a b", " a ", "a  b", "a--b", "a - b", "a_b", "a.b", "-a-", "a, b", "1a", "Aa", "-1", "é", "ß", "İ", "_", "-", "\t", "a\nb", "🙂")
EDGE_TEXTS = (*_SINGLES, *_PAIRS)


class TextDrawer:
    """Draws texts from one source of chance."""

    def __init__(self, chance: random.Random, vocabulary: Vocabulary, own_share: float, longest: int) -> None:
        """Take the source of chance, the contract's vocabulary, how often it is used, and the length of long texts."""
        self._chance, self._own, self._own_share, self._longest = chance, vocabulary, own_share, longest
        plain = (self._short, self._characters, self._characters, self._words)
        self._styles = (*plain, self._joined, self._nested, self._mirrored, self._repeated)

    def draw(self, length: Bounds, alphabet: str | None = None) -> str:
        """One text whose length is within the bounds, mostly of the characters of an alphabet if there is one."""
        if alphabet is not None and self._chance.random() < _ALPHABET_SHARE:
            size = self._chance.choice((0, 1, 2, 2, 3, 3, 4, 5, 6, 8, 12, self._longest))
            size = max(size, min(length.low or 0, _LONGEST))
            few = self._chance.choice((alphabet, alphabet, self._chance.choice(alphabet) + self._chance.choice(alphabet)))
            return "".join(self._chance.choice(few) for _ in range(size))[: None if length.high is None else max(0, length.high)]
        text = self._chance.choice(self._styles)()
        if self._chance.random() < 0.06:
            text = self._inserted(text, self._chance.choice(UNICODE_CHARACTERS))
        return self._fitted(text, length)

    def _fitted(self, text: str, length: Bounds) -> str:
        if length.high is not None:
            text = text[: max(0, length.high)]
        while length.low is not None and len(text) < min(length.low, _LONGEST):
            text += self._character()
        return text

    def _alphabet(self) -> str:
        own = self._own.characters
        return own if own and self._chance.random() < self._own_share else GENERAL_CHARACTERS

    def _character(self) -> str:
        return self._chance.choice(self._alphabet())

    def _characters(self) -> str:
        size = self._chance.choice((1, 2, 2, 3, 3, 4, 4, 5, 6, 8, 12, self._longest))
        alphabet = self._alphabet()
        return "".join(self._chance.choice(alphabet) for _ in range(size))

    def _short(self) -> str:
        """Two to four characters of different kinds next to each other."""
        kinds = (self._alphabet(), GENERAL_CHARACTERS, UNICODE_CHARACTERS, " -_.", "aB1")
        return "".join(self._chance.choice(self._chance.choice(kinds)) for _ in range(self._chance.randint(2, 4)))

    def _word(self) -> str:
        use_own = self._own.words and self._chance.random() < self._own_share
        word = self._chance.choice(self._own.words if use_own else GENERAL_WORDS)
        return self._chance.choice((word, word, word, word.lower(), word.upper(), word.capitalize()))

    def _words(self) -> str:
        separator = self._chance.choice(SEPARATORS)
        words = separator.join(self._word() for _ in range(self._chance.randint(1, 5)))
        return self._chance.choice((words, words, f" {words} ", words + self._character()))

    def _text(self) -> str:
        return self._chance.choice(self._own.texts) if self._own.texts else self._words()

    def _joined(self) -> str:
        return self._text() + self._chance.choice(("", "", " ", "-")) + self._text()

    def _nested(self) -> str:
        return self._inserted(self._text(), self._text())

    def _inserted(self, text: str, part: str) -> str:
        place = self._chance.choice((0, len(text), len(text) // 2, self._chance.randint(0, len(text))))
        return text[:place] + part + text[place:]

    def _mirrored(self) -> str:
        half = self._chance.choice((self._characters, self._words))()[:20]
        return half + self._chance.choice(("", self._character())) + half[::-1]

    def _repeated(self) -> str:
        return self._chance.choice((self._character(), self._word())) * self._chance.randint(1, 6)
