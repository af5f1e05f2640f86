"""Missing types."""

from collections.abc import Iterator

from engine.domain.json_value import JsonObject
from engine.restrictions.answer import Answer
from engine.restrictions.detector import PYTHON, Detector
from engine.restrictions.finding import Finding, finding_at


def annotations(answer: Answer, parameters: JsonObject) -> Iterator[Finding]:
    """Each parameter without a type and each function without a return type (PEP 484); `self` and `cls` need none."""
    del parameters
    for function in answer.functions:
        arguments = [*function.args.posonlyargs, *function.args.args, *function.args.kwonlyargs, function.args.vararg, function.args.kwarg]
        for argument in arguments:
            if argument is not None and argument.annotation is None and argument.arg not in ("self", "cls"):
                yield finding_at(argument, f"the parameter '{argument.arg}' of '{function.name}' has no type")
        if function.returns is None and function.name != "__init__":
            yield finding_at(function, f"'{function.name}' has no return type")


DETECTOR = Detector("annotations", PYTHON, annotations)
