"""What a process that serves for long does about its memory."""

import ctypes
import gc

_TRIM_THRESHOLD, _MMAP_THRESHOLD, _ARENAS = -1, -3, -8
_LARGE = 64 * 1024


def settle() -> None:
    """Call once everything is loaded: the collector forgets what is there, and the C library gives back what is freed.

    What is there now stays, so the garbage collector need not look at it again. Without a fixed threshold glibc keeps the room of large
    answers for the next ones (mallopt(3): thresholds that are set are not adjusted any more). Other C libraries are left as they are.
    """
    gc.collect()
    gc.freeze()
    library = ctypes.CDLL(None)
    if not hasattr(library, "mallopt") or not hasattr(library, "malloc_trim"):
        return
    for parameter, value in ((_ARENAS, 1), (_MMAP_THRESHOLD, _LARGE), (_TRIM_THRESHOLD, _LARGE)):
        library.mallopt(parameter, value)
    library.malloc_trim(0)
