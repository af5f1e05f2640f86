"""Pins: everything that fixes a generation."""

from dataclasses import dataclass

from engine.domain.json_value import Json

CHARACTERS_PER_TOKEN = 4
UNPINNED_TOKENS = 4_096


@dataclass(frozen=True, slots=True)
class Endpoint:
    """A system under test that answers a POST: where it is, what to send, where in its answer the output stands.

    In the texts of `body`, `{prompt}`, `{system_prompt}`, `{model}`, `{temperature}`, `{seed}`, `{max_tokens}` and `{run_index}` are
    replaced; a text that is one placeholder alone becomes the value itself. `response_path` is a JSON Pointer (RFC 6901). Where the
    organization has a key, it is sent in `key_header`, as a bearer token if that is `authorization`.
    """

    url: str
    body: Json
    response_path: str
    key_header: str = "authorization"


@dataclass(frozen=True, slots=True)
class Pins:
    """Provider, model and settings of a generation.

    For provider `recorded`, `model` is the id of the recorded experiment; for `sample`, the name of the bundled pool; for `http`, what
    the system under test at `endpoint` is called.
    """

    provider: str
    model: str
    temperature: float = 0.0
    top_p: float | None = None
    seed: int | None = None
    max_tokens: int | None = None
    system_prompt: str | None = None
    stop: tuple[str, ...] = ()
    endpoint: Endpoint | None = None


def most_tokens(prompt: str, system_prompt: str | None, pins: Pins) -> tuple[int, int]:
    """The most tokens that a question, guessed from its length, and its answer may take."""
    characters = len(prompt) + len(pins.system_prompt or system_prompt or "")
    return 1 + characters // CHARACTERS_PER_TOKEN, pins.max_tokens or UNPINNED_TOKENS
