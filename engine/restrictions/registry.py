"""All detectors by name."""

from engine.restrictions.finding import Detector

DETECTORS: dict[str, Detector] = {}
