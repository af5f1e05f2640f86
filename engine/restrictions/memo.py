"""What several detectors ask of one output is worked out once for each output."""

from collections.abc import Callable
from functools import wraps
from typing import TypeVar
from weakref import WeakKeyDictionary

from engine.restrictions.answer import Answer

Result = TypeVar("Result")


def once_per_answer(work: Callable[[Answer], Result]) -> Callable[[Answer], Result]:
    """The same function, which remembers its result as long as the answer lives; what it raises is raised again each time."""
    known: WeakKeyDictionary[Answer, Result] = WeakKeyDictionary()

    @wraps(work)
    def remembering(answer: Answer) -> Result:
        try:
            return known[answer]
        except KeyError:
            result = known[answer] = work(answer)
            return result

    return remembering
