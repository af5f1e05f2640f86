"""What metrics compute with, loaded ahead of the first one: for programs that will compute many."""

import importlib

_LOADED_LATE = ("numpy", "numpy.random", "scipy.special")


def load_libraries() -> None:
    """Load what the first report would otherwise load: half a second of a processor."""
    for name in _LOADED_LATE:
        importlib.import_module(name)
