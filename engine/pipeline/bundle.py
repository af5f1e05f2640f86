"""A finished job in one file: a zip with a manifest of hashes, from which anybody can analyse the job again.

`manifest.json` names the format, the engine's version and the SHA-256 of every other file; `experiment.json` is the configuration,
`generations.json` the runs as they were generated, `circumstances.json` the anchor, the day and the notices that the analysis was made
with, `report.json` what it said. Exchanges with a provider stand in `exchanges/`, by their hash; `executions.json` is there where outputs
ran out of time or memory, so that another machine comes to the same. Equal jobs give equal bytes.
"""

import hashlib
import io
import json
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from pydantic import TypeAdapter, ValidationError

from engine.domain.errors import Fault, InvalidInput
from engine.domain.experiment import ExperimentConfig, config_from_document, config_to_document
from engine.domain.json_value import Json, JsonObject, canonical_json
from engine.domain.report import Anchor, JobReport
from engine.domain.run import Generation
from engine.pipeline.recorded_executions import Recorded

FORMAT = "skyt-bundle-1"
MANIFEST = "manifest.json"
MAX_BYTES = 2_000_000_000
MAX_FILES = 10_000
_EPOCH = (1980, 1, 1, 0, 0, 0)
_GENERATIONS = TypeAdapter(tuple[Generation, ...])
_ANCHOR: TypeAdapter[Anchor | None] = TypeAdapter(Anchor | None)
_EXECUTIONS = TypeAdapter(dict[str, tuple[Recorded, ...]])
_REPORT = TypeAdapter(JobReport)


@dataclass(frozen=True, slots=True)
class Bundle:
    """Everything that an analysis of a job depends on, and the report that was made; `exchanges` are JSON texts by their hash.

    `executions` are those that limits of the sandbox ended, or that differed from one time to the next, by the hash of the output.
    """

    engine_version: str
    config: ExperimentConfig
    generations: tuple[Generation, ...]
    anchor: Anchor | None
    as_of: date
    notices: tuple[str, ...]
    report: bytes
    exchanges: Mapping[str, bytes] = field(default_factory=dict)
    executions: Mapping[str, tuple[Recorded, ...]] = field(default_factory=dict)


def report_bytes(report: JobReport) -> bytes:
    """A report in its one canonical spelling, without where it is archived."""
    document: JsonObject = _REPORT.dump_python(report, mode="json")
    document.pop("archive", None)
    return canonical_json(document)


def write_bundle(bundle: Bundle) -> bytes:
    """The bytes of a bundle; the same for equal bundles."""
    circumstances: JsonObject = {
        "anchor": _ANCHOR.dump_python(bundle.anchor, mode="json"),
        "as_of": bundle.as_of.isoformat(),
        "notices": list(bundle.notices),
    }
    files = {
        "experiment.json": canonical_json(config_to_document(bundle.config)),
        "generations.json": canonical_json(_GENERATIONS.dump_python(bundle.generations, mode="json")),
        "circumstances.json": canonical_json(circumstances),
        "report.json": bundle.report,
        **({"executions.json": _EXECUTIONS.dump_json(dict(bundle.executions))} if bundle.executions else {}),
        **{f"exchanges/{name}.json": content for name, content in sorted(bundle.exchanges.items())},
    }
    hashes: JsonObject = {name: hashlib.sha256(content).hexdigest() for name, content in files.items()}
    manifest = canonical_json({"format": FORMAT, "engine_version": bundle.engine_version, "files": hashes})
    return _zipped({MANIFEST: manifest, **files})


def read_bundle(content: bytes, name: str = "the bundle") -> Bundle:
    """Read and verify what `write_bundle` wrote. Raises InvalidInput for anything else, and for a file that does not have its hash."""
    files = _unzipped(content, name)
    manifest = _json(files, MANIFEST, name)
    if not isinstance(manifest, dict) or manifest.get("format") != FORMAT or not isinstance(manifest.get("files"), dict):
        raise _broken(name, f"its manifest does not say {FORMAT}")
    listed = manifest["files"]
    assert isinstance(listed, dict)
    _verify(files, listed, name)
    try:
        return _bundle(files, str(manifest.get("engine_version")), name)
    except (ValidationError, KeyError, TypeError, ValueError) as error:
        raise _broken(name, f"a part of it has another form ({type(error).__name__})") from error


def _bundle(files: Mapping[str, bytes], engine_version: str, name: str) -> Bundle:
    experiment, circumstances = _json(files, "experiment.json", name), _json(files, "circumstances.json", name)
    assert isinstance(experiment, dict)
    assert isinstance(circumstances, dict)
    notices = circumstances["notices"]
    assert isinstance(notices, list)
    return Bundle(
        engine_version=engine_version,
        config=config_from_document(experiment),
        generations=_GENERATIONS.validate_python(_json(files, "generations.json", name)),
        anchor=_ANCHOR.validate_python(circumstances["anchor"]),
        as_of=date.fromisoformat(str(circumstances["as_of"])),
        notices=tuple(map(str, notices)),
        report=files["report.json"],
        executions=_EXECUTIONS.validate_json(files.get("executions.json", b"{}")),
        exchanges={path[10:-5]: content for path, content in files.items() if path.startswith("exchanges/")},
    )


def _verify(files: Mapping[str, bytes], listed: JsonObject, name: str) -> None:
    if set(listed) | {MANIFEST} != set(files):
        raise _broken(name, "its files are not those of its manifest")
    for path, expected in listed.items():
        if hashlib.sha256(files[path]).hexdigest() != expected:
            raise _broken(name, f"{path} does not have the hash that the manifest names")


def _zipped(files: Mapping[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, content in files.items():
            archive.writestr(zipfile.ZipInfo(path, _EPOCH), content, zipfile.ZIP_DEFLATED)
    return stream.getvalue()


def _unzipped(content: bytes, name: str) -> dict[str, bytes]:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            entries = archive.infolist()
            if len(entries) > MAX_FILES or sum(entry.file_size for entry in entries) > MAX_BYTES:
                raise _broken(name, "it is too large")
            return {entry.filename: archive.read(entry) for entry in entries}
    except (zipfile.BadZipFile, OSError, RuntimeError) as error:
        raise _broken(name, f"it is no zip file or is damaged: {error}") from error


def _json(files: Mapping[str, bytes], path: str, name: str) -> Json:
    if path not in files:
        raise _broken(name, f"{path} is missing")
    try:
        value: Json = json.loads(files[path])
    except (ValueError, RecursionError) as error:
        raise _broken(name, f"{path} is not JSON") from error
    return value


def _broken(name: str, why: str) -> InvalidInput:
    return InvalidInput(
        [Fault(f"this is not a bundle of Skyt, or it was changed: {why}", file=name)], "Export the job again: skyt export JOB."
    )


def exchanges_of(generations: Sequence[Generation]) -> tuple[str, ...]:
    """The hashes of the exchanges that generations point to, each once."""
    hashes = (item.provider_data.get("exchange") for item in generations)
    return tuple(dict.fromkeys(found for found in hashes if isinstance(found, str)))
