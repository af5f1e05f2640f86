"""Secrets by the forms that their issuers publish."""

from collections.abc import Iterator

from engine.domain.json_value import JsonObject
from engine.restrictions.answer import Answer
from engine.restrictions.detector import ALL_KINDS, Detector
from engine.restrictions.finding import Finding
from engine.restrictions.patterns import compile_pattern

_FORMS = (
    r"(?:AKIA|ASIA)[0-9A-Z]{16}\b",
    r"\bgh[pousr]_[A-Za-z0-9]{36,255}\b",
    r"\bgithub_pat_[A-Za-z0-9_]{22,255}\b",
    r"\bglpat-[A-Za-z0-9_-]{20,64}",
    r"\bxox[abprs]-[A-Za-z0-9-]{10,250}\b",
    r"\bAIza[0-9A-Za-z_-]{35}",
    r"\b[rs]k_(?:live|test)_[0-9A-Za-z]{16,128}\b",
    r"\bsk-(?:proj-|ant-)?[A-Za-z0-9_-]{20,200}",
    r"\beyJ[A-Za-z0-9_-]{8,}\.eyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{8,}",
    r"-----BEGIN (?:[A-Z]+ )*PRIVATE KEY-----",
    r"\b[a-z][a-z0-9+.-]{1,20}://[^\s/:@]{1,100}:[^\s/:@]{3,200}@[^\s/]{1,200}",
)
_PATTERN = "|".join(f"(?:{form})" for form in _FORMS)


def secrets(answer: Answer, parameters: JsonObject) -> Iterator[Finding]:
    """Each key, token, private key or address with a password, by the forms of well-known issuers; the message never repeats it."""
    del parameters
    for match in compile_pattern(_PATTERN).finditer(answer.text):
        yield answer.span(match.span(), "the text holds what looks like a secret", "Revoke it if it is real, and leave it out.")


DETECTOR = Detector("secrets", ALL_KINDS, secrets)
