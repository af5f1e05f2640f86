"""The ways to run a candidate that are compared. Each runs it once with its ten tests and raises if the results are wrong."""

import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace

from bench.sandbox.workload import ENTRY_POINT, EXPECTED, PROGRAM, SOURCE, TESTS
from engine.oracle.observation import encode
from engine.ports.sandbox import Limits, Sandbox

LIMITS = Limits(wall_seconds=30.0)
_ENCODED = [encode(value) for value in EXPECTED]
_FRESH = """
import json, sys
request = json.loads(sys.stdin.read())
namespace = {}
exec(request["source"], namespace)
print(json.dumps([namespace[request["entry_point"]](arguments) for arguments in request["tests"]]))
"""
_REQUEST = json.dumps({"source": SOURCE, "entry_point": ENTRY_POINT, "tests": TESTS})
_BUBBLEWRAP = ("bwrap", "--ro-bind", "/", "/", "--dev", "/dev", "--proc", "/proc", "--unshare-all", "--die-with-parent", "--as-pid-1")


def in_sandbox(sandbox: Sandbox, hash_seeds: int = 1) -> Callable[[], None]:
    """In Skyt's sandbox, under one hash seed or several."""

    def run() -> None:
        for seed in range(hash_seeds):
            execution = sandbox.run(PROGRAM, replace(LIMITS, hash_seed=seed))
            _check([scenario[0].value for scenario in execution.observations] == _ENCODED)

    return run


def in_fresh_interpreter(*prefix: str) -> Callable[[], None]:
    """In a fresh `python -I`, perhaps behind another command."""

    def run() -> None:
        command = (*prefix, sys.executable, "-I", "-c", _FRESH)
        result = subprocess.run(command, input=_REQUEST, capture_output=True, text=True, check=True)
        _check(json.loads(result.stdout) == EXPECTED)

    return run


def in_bubblewrap() -> Callable[[], None] | None:
    """In a fresh `python -I` inside bubblewrap, where that is installed and may make namespaces."""
    if shutil.which("bwrap") is None or subprocess.run((*_BUBBLEWRAP, "true"), capture_output=True, check=False).returncode != 0:
        return None
    return in_fresh_interpreter(*_BUBBLEWRAP)


def in_this_process() -> None:
    """In this very process: no protection at all, the floor of what it can cost."""
    namespace: dict[str, object] = {}
    exec(compile(SOURCE, "<candidate>", "exec"), namespace)
    function = namespace[ENTRY_POINT]
    assert callable(function)
    _check([function(list(numbers)) for numbers in TESTS] == EXPECTED)


def _check(is_right: bool) -> None:
    if not is_right:
        raise AssertionError("the candidate did not give the right results")
