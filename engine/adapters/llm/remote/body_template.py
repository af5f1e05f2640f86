"""Filling a JSON template with a question, and finding the output in the answer by JSON Pointer (RFC 6901)."""

import re

from engine.adapters.llm.remote.wire import Question
from engine.domain.json_value import Json, JsonObject

PLACEHOLDERS = ("prompt", "system_prompt", "model", "temperature", "top_p", "seed", "max_tokens", "run_index")
_PLACEHOLDER = re.compile(r"\{(" + "|".join(PLACEHOLDERS) + r")\}")


def values_of(question: Question) -> JsonObject:
    """What stands for each placeholder."""
    pins = question.pins
    return {
        "prompt": question.prompt,
        "system_prompt": question.system_prompt,
        "model": pins.model,
        "temperature": pins.temperature,
        "top_p": pins.top_p,
        "seed": pins.seed,
        "max_tokens": pins.max_tokens,
        "run_index": question.run_index,
    }


def filled(template: Json, values: JsonObject) -> Json:
    """The template with its placeholders replaced in one pass, so that braces in a prompt stay what they are.

    A text that is one placeholder alone becomes the value itself, with its type; elsewhere a value that is not set is an empty text.
    """
    if isinstance(template, str):
        alone = _PLACEHOLDER.fullmatch(template)
        if alone:
            return values[alone[1]]
        return _PLACEHOLDER.sub(lambda match: "" if values[match[1]] is None else str(values[match[1]]), template)
    if isinstance(template, list):
        return [filled(item, values) for item in template]
    if isinstance(template, dict):
        return {name: filled(item, values) for name, item in template.items()}
    return template


def used(template: Json) -> frozenset[str]:
    """The placeholders in a template."""
    if isinstance(template, str):
        return frozenset(_PLACEHOLDER.findall(template))
    items = template if isinstance(template, list) else template.values() if isinstance(template, dict) else ()
    return frozenset().union(*map(used, items))


def at_pointer(value: Json, pointer: str) -> Json:
    """What a pointer leads to. Raises LookupError where it leads nowhere."""
    for step in pointer.split("/")[1:]:
        name = step.replace("~1", "/").replace("~0", "~")
        if isinstance(value, dict):
            value = value[name]
        elif isinstance(value, list) and name.isascii() and name.isdigit():
            value = value[int(name)]
        else:
            raise LookupError(name)
    return value
