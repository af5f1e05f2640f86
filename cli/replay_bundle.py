"""`skyt replay` of a bundle: the report of the job, made again on this machine."""

import sys
from pathlib import Path

from cli.bootstrap import open_sandbox
from engine import ENGINE_VERSION
from engine.adapters.memory.cache import MemoryCache
from engine.adapters.tools.local import LocalTools
from engine.domain.errors import Fault, InvalidInput
from engine.pipeline.bundle import read_bundle, report_bytes
from engine.pipeline.bundle_replay import is_same_engine, replay_bundle
from engine.pipeline.toolbox import Toolbox


def is_zip(path: Path) -> bool:
    """Whether a file is a zip, as bundles are."""
    try:
        with path.open("rb") as stream:
            return stream.read(4) == b"PK\x03\x04"
    except OSError:
        return False


def replay_bundle_file(path: Path) -> None:
    """Print the report as canonical JSON, and on standard error whether it is the one that the job had.

    Raises InvalidInput for a file that is no bundle, and when the same version of the engine says something else.
    """
    bundle = read_bundle(path.read_bytes(), str(path))
    with open_sandbox() as sandbox:
        report = report_bytes(replay_bundle(bundle, Toolbox(sandbox, MemoryCache(), tools=LocalTools())))
    sys.stdout.buffer.write(report + b"\n")
    sys.stdout.flush()
    if report == bundle.report:
        sys.stderr.write("the same report, byte for byte\n")
    elif is_same_engine(bundle):
        hint = "The sandbox or the tools of this machine differ, or this is a defect of Skyt: please report it."
        raise InvalidInput([Fault(f"the report differs under the same engine version {ENGINE_VERSION}", file=str(path))], hint)
    else:
        sys.stderr.write(f"analysed by engine {ENGINE_VERSION}; the job was analysed by {bundle.engine_version}\n")
