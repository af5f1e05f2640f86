"""The code on which opinions are compared: our own examples, whole answers written by program, and recorded answers of models."""

import gzip
import json
import re
from pathlib import Path

import yaml

from bench.restrictions.model_like import model_like
from engine.adapters.filesystem.restrictions import EXAMPLES, preset_restriction_sets
from engine.domain.contract import Kind
from engine.restrictions.answer import Answer
from engine.restrictions.finding import Undecidable

RECORDED = Path("../shared/data/skyt-recorded.jsonl.gz")
MODEL_LIKE = 700
_DIRECTIVES_ONLY = re.compile(r"(\s*(#[^\n]*|//[^\n]*|/\*.*?\*/)?)*", re.DOTALL)


def groups(kind: Kind) -> dict[str, list[str]]:
    """Readable snippets of a language by where they come from, each once."""
    found = {"own examples": _examples(kind), "model-like, by program": model_like(kind, MODEL_LIKE)}
    if kind is Kind.PYTHON and RECORDED.exists():
        found["recorded answers of models"] = _recorded()
    return {name: [text for text in dict.fromkeys(texts) if _is_readable(text, kind)] for name, texts in found.items()}


def _examples(kind: Kind) -> list[str]:
    """The good and bad examples of every preset for the language; in C, directives alone get a declaration, because cppcheck skips them."""
    sets = [item.id for item in preset_restriction_sets() if kind in item.kinds]
    cases = [yaml.safe_load(path.read_text(encoding="utf-8")) for name in sets for path in sorted((EXAMPLES / name).glob("*.yaml"))]
    texts = [text for case in cases for text in (*case["good"], *case["bad"]) if len(text) < 3000]
    return [f"{text.rstrip()}\nint present;\n" if kind is Kind.C and _DIRECTIVES_ONLY.fullmatch(text) else text for text in texts]


def _recorded() -> list[str]:
    with gzip.open(RECORDED, "rt", encoding="utf-8") as lines:
        return [json.loads(line)["output"] for line in lines]


def _is_readable(text: str, kind: Kind) -> bool:
    answer = Answer(text, kind)
    try:
        return bool(answer.syntax) and (kind is Kind.C or bool(answer.module.body))
    except Undecidable:
        return False
