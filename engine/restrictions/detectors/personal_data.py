"""Personal data by its form, with check digits where the form has some."""

from collections.abc import Callable, Iterator
from ipaddress import ip_address

from engine.domain.json_value import JsonObject
from engine.restrictions.answer import Answer
from engine.restrictions.detector import ALL_KINDS, Detector
from engine.restrictions.finding import Finding
from engine.restrictions.parameters import texts
from engine.restrictions.patterns import compile_pattern

_SAFE_DOMAINS = ("example.com", "example.org", "example.net", ".example", ".test", ".invalid")


def personal_data(answer: Answer, parameters: JsonObject) -> Iterator[Finding]:
    """Each piece of personal data of the `types` asked for; the message never repeats it.

    `email` (not those reserved for examples, RFC 2606), `phone` (with a + or separators, 8 to 15 digits, ITU-T E.164), `payment_card`
    (13 to 19 digits, Luhn's check digit, ISO/IEC 7812), `iban` (check digits, ISO 13616), `us_social_security`, `ip_address`.
    """
    for name in texts(parameters, "types"):
        words, pattern, is_valid = _TYPES[name]
        for match in compile_pattern(pattern).finditer(answer.text):
            if is_valid(match.group()):
                yield answer.span(match.span(), f"the text holds {words}", "Leave it out, or put a placeholder in its place.")


def _digits(found: str) -> list[int]:
    return [int(character) for character in found if character.isascii() and character.isdigit()]


def is_card(found: str) -> bool:
    """Whether digits form a payment card's number by Luhn's formula."""
    digits = _digits(found)
    doubled = [digit * 2 - 9 * (digit > 4) for digit in digits[-2::-2]]
    return 13 <= len(digits) <= 19 and len(set(digits)) > 1 and (sum(digits[-1::-2]) + sum(doubled)) % 10 == 0


def is_iban(found: str) -> bool:
    """Whether a text is an IBAN by its check digits (ISO 7064, MOD 97-10)."""
    compact = found.replace(" ", "")
    return 15 <= len(compact) <= 34 and int("".join(str(int(character, 36)) for character in compact[4:] + compact[:4])) % 97 == 1


def _is_email(found: str) -> bool:
    return not found.lower().endswith(_SAFE_DOMAINS)


def _is_phone(found: str) -> bool:
    return 8 <= len(_digits(found)) <= 15 and not is_card(found)


def _is_social_security(found: str) -> bool:
    area, group, serial = found.split("-")
    return area not in ("000", "666") and area < "900" and group != "00" and serial != "0000"


def _is_address(found: str) -> bool:
    try:
        return ip_address(found).is_global
    except ValueError:
        return False


_TYPES: dict[str, tuple[str, str, Callable[[str], bool]]] = {
    "email": (
        "an e-mail address",
        r"\b[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){0,8}\.[A-Za-z]{2,24}\b",
        _is_email,
    ),
    "phone": (
        "a telephone number",
        r"\+\d{1,3}[ .-]?(?:\(\d{1,4}\)[ .-]?)?\d{1,4}(?:[ .-]?\d{2,4}){1,4}\b|\(\d{3}\) ?\d{3}-\d{4}\b|\b\d{3}[-.]\d{3}[-.]\d{4}\b",
        _is_phone,
    ),
    "payment_card": ("a payment card's number", r"\b\d(?:[ -]?\d){12,18}\b", is_card),
    "iban": ("a bank account's number", r"\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,3})?\b", is_iban),
    "us_social_security": ("a social security number", r"\b\d{3}-\d{2}-\d{4}\b", _is_social_security),
    "ip_address": ("a public network address", r"\b\d{1,3}\.\d{1,3}\.\d{1,3}\.\d{1,3}\b", _is_address),
}

DETECTOR = Detector(
    "personal_data",
    ALL_KINDS,
    personal_data,
    {"types": {"type": "array", "items": {"enum": [*_TYPES]}, "minItems": 1, "uniqueItems": True}},
    ("types",),
)
