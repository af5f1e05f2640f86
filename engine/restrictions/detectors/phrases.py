"""Keyword lists."""

import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

import re2

from engine import presets
from engine.domain.contract import Kind
from engine.domain.json_value import JsonObject
from engine.restrictions.answer import Answer
from engine.restrictions.detector import ALL_KINDS, Detector
from engine.restrictions.finding import Finding, whole_output
from engine.restrictions.parameters import flag, text, texts
from engine.restrictions.patterns import MAX_PROGRAM_BYTES

WORD_LISTS = Path(presets.__file__).with_name("words")


def phrases(answer: Answer, parameters: JsonObject) -> Iterator[Finding]:
    """Each whole word or phrase of a list, in any case; with `required`, an output that lacks all of them (or `all` of them).

    The list is given as `phrases`, or as the name of a shipped `list`.
    """
    wanted = _phrases(parameters)
    message = text(parameters, "message", "")
    found = [match for phrase in _compiled(wanted) for match in phrase.finditer(answer.text)]
    if not flag(parameters, "required"):
        yield from (answer.span(match.span(), message or f"'{match.group()[:80]}' is not allowed") for match in found)
        return
    present = {" ".join(match.group().casefold().split()) for match in found}
    missing = [phrase for phrase in wanted if " ".join(phrase.casefold().split()) not in present]
    if len(missing) == len(wanted) or (missing and flag(parameters, "all")):
        yield whole_output(message or f"required and missing: {', '.join(missing)[:200]}")


def _phrases(parameters: JsonObject) -> tuple[str, ...]:
    named = text(parameters, "list", "")
    return texts(parameters, "phrases") + (word_list(named) if named else ())


@lru_cache
def word_list(name: str) -> tuple[str, ...]:
    """A shipped list: one phrase a line, `#` starts a comment."""
    lines = (WORD_LISTS / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    return tuple(line.strip() for line in lines if line.strip() and not line.startswith("#"))


@lru_cache(maxsize=500)
def _compiled(wanted: tuple[str, ...]) -> tuple[Any, ...]:
    """Patterns for all phrases, many in one; longer phrases first, so that the longest is what is found."""
    options = re2.Options()
    options.max_mem, options.case_sensitive, options.log_errors = MAX_PROGRAM_BYTES, False, False
    ordered = sorted(wanted, key=lambda phrase: (-len(phrase), phrase))
    chunks = [ordered[start : start + 500] for start in range(0, len(ordered), 500)]
    return tuple(re2.compile("|".join(map(_pattern, chunk)), options) for chunk in chunks)


def _pattern(phrase: str) -> str:
    body = r"\s+".join(re2.escape(word) for word in phrase.split())
    before, after = (r"\b" if re.match(r"[A-Za-z0-9_]", end) else "" for end in (phrase.strip()[0], phrase.strip()[-1]))
    return f"{before}(?:{body}){after}"


def _check(parameters: JsonObject, _: Kind) -> Iterator[str]:
    names = sorted(path.stem for path in WORD_LISTS.glob("*.txt"))
    if parameters.get("list") is not None and parameters["list"] not in names:
        yield f"there is no list '{parameters['list']}'; known are {', '.join(names)}"
    elif not _phrases(parameters):
        yield "give 'phrases' or a 'list'"


DETECTOR = Detector(
    "phrases",
    ALL_KINDS,
    phrases,
    {
        "phrases": {"type": "array", "items": {"type": "string", "pattern": r"\S", "maxLength": 200}, "maxItems": 5000},
        "list": {"type": "string"},
        "message": {"type": "string", "maxLength": 500},
        "required": {"type": "boolean"},
        "all": {"type": "boolean"},
    },
    (),
    _check,
)
