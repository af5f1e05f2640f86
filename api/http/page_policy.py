"""What the page may do: the header Content-Security-Policy, with the scripts that the build wrote into the start page."""

import re
from base64 import b64encode
from hashlib import sha256
from pathlib import Path

# Nothing from elsewhere, no frame around it; charts and the editor write styles into elements.
_POLICY = (
    "default-src 'self'; script-src 'self'{scripts}; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:; "
    "connect-src 'self'; worker-src 'self' blob:; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)
_INLINE = re.compile(r"<script>(.*?)</script>", re.DOTALL)


class PagePolicy:
    """The policy of one built page; read again once the page was built anew."""

    def __init__(self, start_page: Path) -> None:
        """Take the file of the start page."""
        self._file = start_page
        self._built_at = -1
        self._policy = ""

    def __str__(self) -> str:
        """The header's value: scripts of files of the page, and those written into it, each by its hash."""
        built_at = self._file.stat().st_mtime_ns if self._file.is_file() else 0
        if built_at != self._built_at:
            self._policy = _policy(self._file.read_text(encoding="utf-8") if built_at else "")
            self._built_at = built_at
        return self._policy


def _policy(page: str) -> str:
    hashes = [b64encode(sha256(script.encode()).digest()).decode() for script in _INLINE.findall(page)]
    return _POLICY.format(scripts="".join(f" 'sha256-{found}'" for found in hashes))
