"""Regular expressions of rules: RE2's syntax, matched in time linear in the text (Cox, 'Regular Expression Matching in the Wild', 2010)."""

from functools import lru_cache
from typing import Any

import re2

MAX_PATTERN_CHARACTERS = 5_000
MAX_PROGRAM_BYTES = 8_000_000


@lru_cache(maxsize=5_000)
def compile_pattern(pattern: str, *, ignores_case: bool = False) -> Any:  # noqa: ANN401 - the binding is untyped
    """Compile a pattern; `^` and `$` match at lines' ends. Raises ValueError in words for what RE2 refuses, such as look-around."""
    if len(pattern) > MAX_PATTERN_CHARACTERS:
        message = f"the pattern is longer than {MAX_PATTERN_CHARACTERS} characters"
        raise ValueError(message)
    options = re2.Options()
    options.max_mem = MAX_PROGRAM_BYTES
    options.log_errors = False
    options.case_sensitive = not ignores_case
    try:
        return re2.compile(f"(?m){pattern}", options)
    except re2.error as error:
        reason = error.args[0] if error.args else error
        message = f"not a pattern in RE2's syntax: {reason.decode() if isinstance(reason, bytes) else reason}"
        raise ValueError(message) from error
