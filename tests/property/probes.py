"""Probes: objects whose operators are user code that can be noticed. They log what they are asked, answer by turns and sometimes raise."""

from typing import ClassVar


class Refused(Exception):
    """What a probe raises."""


class Probe:
    """Answers depend on its seed and on how often it was asked; every question is logged in `asked`."""

    asked: ClassVar[list[str]] = []

    def __init__(self, label: str, seed: int) -> None:
        self.label, self.seed, self.turn = label, seed, 0

    def _answer(self, question: str, other: object = None) -> int:
        name = other.label if isinstance(other, Probe) else type(other).__name__
        Probe.asked.append(f"{self.label}.{question}({name})")
        self.turn += 1
        number = (self.seed * 31 + self.turn * 17 + len(question)) % 23
        if number == 22:
            raise Refused
        if isinstance(other, list) and number > 16:
            other.append(number)
        return number

    def __repr__(self) -> str:
        """Without the address, which differs between two runs of the same program."""
        return f"Probe({self.label})"

    def __bool__(self) -> bool:
        return self._answer("bool") % 2 == 0

    def __eq__(self, other: object) -> bool:
        return self._answer("eq", other) % 2 == 0

    def __ne__(self, other: object) -> bool:
        return self._answer("ne", other) % 3 == 0

    def __lt__(self, other: object) -> bool:
        return self._answer("lt", other) % 2 == 0

    def __le__(self, other: object) -> object:
        return self if self._answer("le", other) % 2 == 0 else 0

    def __gt__(self, other: object) -> bool:
        return self._answer("gt", other) % 2 == 0

    def __ge__(self, other: object) -> bool:
        return self._answer("ge", other) % 3 == 0

    def __hash__(self) -> int:
        return self._answer("hash") * 0 + self.seed

    def __len__(self) -> int:
        return self._answer("len") % 4

    def __contains__(self, other: object) -> bool:
        return self._answer("contains", other) % 2 == 0

    def __index__(self) -> int:
        return self._answer("index") % 3

    def __getitem__(self, key: object) -> object:
        if self._answer("getitem", key) > 12:
            raise IndexError
        return self.seed

    def __setitem__(self, key: object, value: object) -> None:
        self._answer("setitem", value)

    def __call__(self, *arguments: object) -> object:
        for argument in arguments:
            self._answer("call", argument)
        return self.seed

    def __str__(self) -> str:
        return f"probe {self._answer('str')}"

    def __add__(self, other: object) -> object:
        return self if self._answer("add", other) % 2 else 7

    def __radd__(self, other: object) -> object:
        return other if self._answer("radd", other) % 2 else [1]

    def __sub__(self, other: object) -> object:
        return self._answer("sub", other)

    def __rsub__(self, other: object) -> object:
        return self._answer("rsub", other)

    def __mul__(self, other: object) -> object:
        return self._answer("mul", other)

    def __mod__(self, other: object) -> object:
        return self._answer("mod", other)

    def __neg__(self) -> object:
        return self._answer("neg")

    def append(self, item: object) -> None:
        """Looks like a list's."""
        self._answer("append", item)

    def pop(self) -> object:
        """Looks like a list's."""
        return self._answer("pop")
