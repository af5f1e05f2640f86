"""Reading candidates from JSON: what is wrong with a request is said at once and with its place."""

from typing import Any

from engine.domain.errors import Fault, InvalidInput
from engine.domain.json_value import Json
from engine.oracle.candidate import Candidate
from engine.ports.sandbox import Call, Program

_CONSTRUCTORS = ("init", "__init__")
_OPERATION = 'an operation is ["method", argument, ...] or {"op": "method", "args": [...]}; "init" constructs the object'


def read_candidate(document: Json, default_name: str) -> Candidate:
    """Read a candidate from a JSON object with `code`, `function` or `class`, `args`, and perhaps `name` and `expected`.

    For a function, `args` has the positional arguments of each call. For a class, it has operations on one object, or lists of
    operations, each on an object of its own. Raises InvalidInput with everything that is wrong.
    """
    if not isinstance(document, dict):
        raise InvalidInput([Fault("a candidate is a JSON object")])
    faults = list(_faults(document))
    if faults:
        raise InvalidInput(faults)
    name = str(document.get("name") or default_name)
    is_class = "class" in document
    arguments: list[Any] = document["args"]  # type: ignore[assignment]
    expected: list[Any] | None = document.get("expected")  # type: ignore[assignment]
    if is_class:
        return _class_candidate(name, document, arguments, expected)
    program = Program(str(document["code"]), str(document["function"]), False, tuple((Call(tuple(each)),) for each in arguments))
    return Candidate(name, program, None if expected is None else tuple((each,) for each in expected))


def _faults(document: dict[str, Json]) -> list[Fault]:
    faults = []
    if not isinstance(document.get("code"), str):
        faults.append(Fault("must be the candidate's source text", "$.code"))
    if ("function" in document) == ("class" in document):
        faults.append(Fault("name either the function or the class to call"))
    faults += [Fault("must be a name", f"$.{key}") for key in ("function", "class", "name") if not isinstance(document.get(key, ""), str)]
    arguments, expected = document.get("args"), document.get("expected")
    if not isinstance(arguments, list) or not all(isinstance(each, list | dict) for each in arguments):
        return [*faults, Fault("must be a list with a list of positional arguments for each call", "$.args")]
    if "function" in document:
        faults += [Fault("must be a list", f"$.args[{index}]") for index, each in enumerate(arguments) if not isinstance(each, list)]
    if expected is not None and (not isinstance(expected, list) or len(expected) != len(arguments)):
        faults.append(Fault(f"must be a list of {len(arguments)} values, one for each of args", "$.expected"))
    return faults


def _class_candidate(name: str, document: dict[str, Json], arguments: list[Any], expected: list[Any] | None) -> Candidate:
    is_flat = all(isinstance(each, dict) or (each and isinstance(each[0], str)) for each in arguments)
    sequences = [arguments] if is_flat else arguments
    scenarios = [tuple(_operation(each, index) for each in sequence) for index, sequence in enumerate(sequences)]
    wanted = None if expected is None else [expected] if is_flat else expected
    _check_lengths(scenarios, wanted)
    silent = tuple(not scenario or scenario[0].method != "init" for scenario in scenarios)
    scenarios = [(Call((), "init"), *scenario) if adds else scenario for scenario, adds in zip(scenarios, silent, strict=True)]
    if wanted is not None:
        wanted = [[None, *each] if adds else each for each, adds in zip(wanted, silent, strict=True)]
    program = Program(str(document["code"]), str(document["class"]), True, tuple(scenarios))
    return Candidate(name, program, None if wanted is None else tuple(map(tuple, wanted)), silent)


def _operation(step: Json, index: int) -> Call:
    if isinstance(step, dict):
        step = [step.get("op"), *args] if isinstance(args := step.get("args", []), list) else None
    if not isinstance(step, list) or not step or not isinstance(step[0], str):
        raise InvalidInput([Fault(_OPERATION, f"$.args[{index}]")])
    return Call(tuple(step[1:]), "init" if step[0] in _CONSTRUCTORS else step[0])


def _check_lengths(scenarios: list[tuple[Call, ...]], expected: list[Any] | None) -> None:
    for index, scenario in enumerate(scenarios if expected is not None else ()):
        wanted = (expected or [])[index]
        if not isinstance(wanted, list) or len(wanted) != len(scenario):
            raise InvalidInput([Fault(f"must be a list of {len(scenario)} values, one for each operation", f"$.expected[{index}]")])
