"""numpy, loaded when a metric first computes with it: whoever only names metrics, such as the API, saves ten megabytes."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Integers = NDArray[np.int64]
    Floats = NDArray[np.float64]
else:

    class _Numpy:
        def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - anything of numpy
            import numpy  # noqa: PLC0415 - that is what this module is for

            return getattr(numpy, name)

    np = _Numpy()
    Integers = Floats = Any

__all__ = ["Floats", "Integers", "np"]
