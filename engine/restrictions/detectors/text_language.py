"""The language of a text."""

from collections.abc import Iterator

from engine.domain.contract import Kind
from engine.domain.json_value import JsonObject
from engine.restrictions.answer import Answer
from engine.restrictions.detector import Detector
from engine.restrictions.finding import Finding, whole_output
from engine.restrictions.parameters import texts
from engine.restrictions.patterns import compile_pattern

MIN_HITS = 3
_WORDS = {
    "en": "the of and to in is that it for was with as are this be have not you but they or an which their if would what can we from",
    "de": "der die und das ist nicht ein eine zu den mit von sich auf für dem im auch es an werden aus er hat dass sie nach wird bei wir",
    "fr": "le la les de des et est une un pour que dans qui sur pas plus avec ce il sont au par elle vous nous mais ou cette être du en je",
    "es": "el los las de que y en un una es por con para su al lo como más pero sus le ha este sí porque esta entre cuando muy sin la se",
    "it": "il di che è la un una per non sono con del della si da le dei nel alla anche come più ma lo gli questo ha al delle io i",
    "pt": "o os de que e do da em um para é com não uma por mais as dos como mas foi ao ele das tem à seu sua ou ser quando muito está",
    "nl": "de het een van en is dat niet te op zijn voor met die er aan ook als maar om hij bij of uit nog naar dan wordt deze we ik in",
}
_SETS = {name: frozenset(words.split()) for name, words in _WORDS.items()}
_SCRIPTS = {
    "ru": r"\p{Cyrillic}",
    "zh": r"\p{Han}",
    "ja": r"[\p{Hiragana}\p{Katakana}]",
    "ko": r"\p{Hangul}",
    "ar": r"\p{Arabic}",
    "el": r"\p{Greek}",
}


def text_language(answer: Answer, parameters: JsonObject) -> Iterator[Finding]:
    """One finding when the text is recognisably in another language than the `languages` allowed (ISO 639-1).

    Languages in Latin letters are told by their commonest words, others by their script. A text with fewer than three such words is
    too short to tell and passes.
    """
    found = language_of(answer)
    allowed = texts(parameters, "languages")
    if found is not None and found not in allowed:
        yield whole_output(f"the text reads as '{found}', not as {', '.join(allowed)}")


def language_of(answer: Answer) -> str | None:
    """The language of a text as an ISO 639-1 code among those known here, or None when it cannot be told."""
    start = answer.text[:5_000]
    letters = 0 if start.isascii() else sum(map(str.isalpha, start))
    for name, script in (("ja", _SCRIPTS["ja"]), *_SCRIPTS.items()) if letters else ():
        needed = 0.15 if name == "ja" else 0.4
        if len(compile_pattern(script).findall(start)) > needed * letters:
            return name
    words = [word.lower() for word in answer.words[:5_000]]
    scores = {name: sum(word in known for word in words) for name, known in _SETS.items()}
    best = max(scores, key=lambda name: (scores[name], name))
    is_clear = sorted(scores.values())[-2] < scores[best]
    return best if scores[best] >= MIN_HITS and is_clear else None


DETECTOR = Detector(
    "text_language",
    frozenset({Kind.TEXT}),
    text_language,
    {"languages": {"type": "array", "items": {"enum": [*sorted([*_SETS, *_SCRIPTS])]}, "minItems": 1}},
    ("languages",),
)
