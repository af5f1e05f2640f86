"""All detectors by name: those shipped here, and those that other packages offer as entry points of the group `skyt.detectors`."""

import importlib
import logging
import pkgutil
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.metadata import entry_points
from types import MappingProxyType

from engine.restrictions import detectors as shipped
from engine.restrictions.detector import Detector

GROUP = "skyt.detectors"
_LOG = logging.getLogger(__name__)


@cache
def detectors() -> Mapping[str, Detector]:
    """Every detector by name. What another package offers under a shipped name, or what cannot be loaded, is left out and logged."""
    found = {detector.name: detector for detector in _shipped()}
    for name, detector in _offered():
        if name in found:
            _LOG.warning("a package offers the detector '%s', which exists already", name)
        else:
            found[name] = detector
    return MappingProxyType(dict(sorted(found.items())))


def _shipped() -> Iterator[Detector]:
    for module in pkgutil.iter_modules(shipped.__path__):
        yield importlib.import_module(f"{shipped.__name__}.{module.name}").DETECTOR


def _offered() -> Iterator[tuple[str, Detector]]:
    for entry in entry_points(group=GROUP):
        try:
            detector = entry.load()
        except Exception as error:  # noqa: BLE001 - the named edge: a foreign package's defect must not stop Skyt
            _LOG.warning("the detector '%s' cannot be loaded: %s", entry.name, error)
            continue
        if isinstance(detector, Detector) and detector.name == entry.name:
            yield entry.name, detector
        else:
            _LOG.warning("the entry point '%s' is not a detector of that name", entry.name)
