"""All detectors by name."""

from engine.restrictions.detectors.assertion_density import assertion_density
from engine.restrictions.detectors.bounded_loops import bounded_loops
from engine.restrictions.detectors.compiler_warnings import compiler_warnings
from engine.restrictions.detectors.discarded_results import discarded_results
from engine.restrictions.detectors.dynamic_code import dynamic_code
from engine.restrictions.detectors.function_length import function_length
from engine.restrictions.detectors.module_state import module_state
from engine.restrictions.detectors.recursion import recursion
from engine.restrictions.finding import Detector

DETECTORS: dict[str, Detector] = {
    "assertion_density": assertion_density,
    "bounded_loops": bounded_loops,
    "compiler_warnings": compiler_warnings,
    "discarded_results": discarded_results,
    "dynamic_code": dynamic_code,
    "function_length": function_length,
    "module_state": module_state,
    "recursion": recursion,
}
