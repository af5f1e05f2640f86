"""What methods do to a chain of nodes and to the dictionary that finds them, step by step."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Named:
    """The node in a variable."""

    name: str


@dataclass(frozen=True, slots=True)
class Found:
    """The node that the dictionary holds for the key in a variable."""

    key: str


@dataclass(frozen=True, slots=True)
class AtEnd:
    """The node beside a sentinel."""

    attribute: str


@dataclass(frozen=True, slots=True)
class New:
    """A new node for the key in a variable."""

    key: str


NodeAt = Named | Found | AtEnd | New


@dataclass(frozen=True, slots=True)
class Bind:
    """A variable is set to a node."""

    name: str
    node: NodeAt


@dataclass(frozen=True, slots=True)
class TakeOut:
    """A node leaves the chain."""

    node: NodeAt


@dataclass(frozen=True, slots=True)
class PutIn:
    """A node comes into the chain beside a sentinel."""

    node: NodeAt


@dataclass(frozen=True, slots=True)
class Enter:
    """The dictionary gets a node for the key in a variable."""

    key: str
    node: NodeAt


@dataclass(frozen=True, slots=True)
class Drop:
    """The dictionary loses the entry for the key in a variable, or for a node's key."""

    key: "str | NodeAt"


@dataclass(frozen=True, slots=True)
class Use:
    """A node's value is read or set, which the dictionary must find under the node's key; or only its key is read."""

    node: NodeAt
    is_value: bool


@dataclass(frozen=True, slots=True)
class Call:
    """A method of the object runs, with a node or the name of a variable for each parameter (None: something else)."""

    method: str
    arguments: "tuple[NodeAt | str | None, ...]"
    target: str | None


@dataclass(frozen=True, slots=True)
class Leave:
    """The method ends, and gives a node back, or something else."""

    node: NodeAt | None


@dataclass(frozen=True, slots=True)
class Other:
    """Something else runs, which may raise."""


@dataclass(frozen=True, slots=True)
class Fact:
    """What a test says where it holds: that a key is in the dictionary, or is not, or (without a key) that there are entries."""

    key: str | None
    is_in: bool = True


@dataclass(frozen=True, slots=True)
class Branch:
    """One of two lists of steps is taken; `facts` hold on the first, and if `is_whole`, their one opposite on the second."""

    facts: tuple[Fact, ...]
    is_whole: bool
    body: "tuple[Step, ...]"
    orelse: "tuple[Step, ...]"


Step = Bind | TakeOut | PutIn | Enter | Drop | Use | Call | Leave | Other | Branch
