"""The program of the child process, compiled once: the encoder's source text followed by the harness's."""

import marshal
from functools import cache
from pathlib import Path

from engine.oracle import observation

BOOTSTRAP = """
import marshal, sys
size = int.from_bytes(sys.stdin.buffer.raw.read(8), "big")
code = b""
while len(code) < size:
    code += sys.stdin.buffer.raw.read(size - len(code))
exec(marshal.loads(code), {"__name__": "harness", "output": int(sys.argv[1])})
"""
_IMPORT = "from engine.oracle.observation import encode\n"


@cache
def child_script() -> bytes:
    """The compiled program with its length in front, as `BOOTSTRAP` reads it; the same interpreter must run it."""
    harness = Path(__file__).with_name("harness.py").read_text(encoding="utf-8").replace(_IMPORT, "")
    encoder = Path(observation.__file__).read_text(encoding="utf-8")
    code = marshal.dumps(compile(f"{encoder}\n{harness}\nmain(output)\n", "<harness>", "exec", dont_inherit=True, optimize=2))
    return len(code).to_bytes(8, "big") + code
