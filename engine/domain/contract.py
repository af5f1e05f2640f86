"""A contract: the immutable, versioned description of one task."""

from dataclasses import dataclass, field
from enum import StrEnum

from engine.domain.json_value import Json, JsonObject


class Kind(StrEnum):
    """What the answers to a contract are."""

    PYTHON = "python"
    C = "c"
    JSON = "json"
    TEXT = "text"


class Source(StrEnum):
    """Who wrote a contract or a restriction set."""

    USER = "user"
    PRESET = "preset"


@dataclass(frozen=True, slots=True)
class DomainInput:
    """One declared input: its name, its type as a Python annotation, and a constraint such as `n >= 0` or `any`."""

    name: str
    type: str
    constraint: str = "any"


@dataclass(frozen=True, slots=True)
class Operation:
    """One step on an object under test: `init` constructs it, any other name calls that method."""

    name: str
    arguments: tuple[Json, ...] = ()
    expected: Json = None
    is_checked: bool = False


@dataclass(frozen=True, slots=True)
class OracleTest:
    """One test: positional arguments and the expected result, or a sequence of operations on one object.

    For answers of kind `json` the one argument is a JSON Pointer (RFC 6901), and the value there is expected.
    """

    description: str
    arguments: tuple[Json, ...] = ()
    expected: Json = None
    operations: tuple[Operation, ...] = ()


class OutOfDomainPolicy(StrEnum):
    """What an answer must do on inputs outside its declared domain."""

    ALLOW = "allow"
    MUST_RETURN = "must_return"
    MUST_RAISE = "must_raise"
    MAY_RAISE = "may_raise"
    UNDEFINED = "undefined"


@dataclass(frozen=True, slots=True)
class OutOfDomain:
    """The out-of-domain policy with its value, exception and example inputs (argument name to value)."""

    policy: OutOfDomainPolicy = OutOfDomainPolicy.ALLOW
    return_value: Json = None
    exception: str | None = None
    examples: tuple[JsonObject, ...] = ()
    max_checks: int = 3


@dataclass(frozen=True, slots=True)
class NormalizationRules:
    """Which differences the contract's owner wants disregarded."""

    remove_comments: bool = True
    normalize_whitespace: bool = True
    enforce_function_name: bool = True


@dataclass(frozen=True, slots=True)
class RescueBounds:
    """How far a repair may go."""

    allow_function_rename: bool = True
    allow_print_removal: bool = True
    max_transformations: int = 5


@dataclass(frozen=True, slots=True)
class Constraints:
    """What an answer must look like: names, methods, recursion, style, and the names its variables should have."""

    methods: tuple[str, ...] = ()
    output_type: str | None = None
    requires_recursion: bool | None = None
    implementation_style: str | None = None
    fixed_variables: tuple[str, ...] = ()
    flexible_variables: tuple[str, ...] = ()
    naming_policy: str | None = None


@dataclass(frozen=True, slots=True)
class Contract:
    """One task: prompt, constraints, domain of inputs, oracle tests, policies. Versions never change.

    `schema` is the JSON Schema (draft 2020-12) of answers of kind `json`. From `near_duplicate_similarity` on, in (0, 1], answers of
    kind `text` count as near duplicates; None asks for no such classes.
    """

    id: str
    version: str
    kind: Kind
    title: str
    prompt: str
    system_prompt: str | None = None
    function_name: str | None = None
    class_name: str | None = None
    constraints: Constraints = field(default_factory=Constraints)
    domain: tuple[DomainInput, ...] = ()
    oracle_tests: tuple[OracleTest, ...] = ()
    required_pass_rate: float = 1.0
    out_of_domain: OutOfDomain = field(default_factory=OutOfDomain)
    normalization_rules: NormalizationRules = field(default_factory=NormalizationRules)
    rescue_bounds: RescueBounds = field(default_factory=RescueBounds)
    schema: JsonObject | None = None
    near_duplicate_similarity: float | None = None

    @property
    def has_oracle(self) -> bool:
        """Whether something decides if an answer is right; texts and C are only compared."""
        return self.kind in (Kind.PYTHON, Kind.JSON)

    @property
    def has_behaviour(self) -> bool:
        """Whether answers fall into classes by what they do or mean, beyond their form."""
        return self.kind in (Kind.PYTHON, Kind.JSON) or self.near_duplicate_similarity is not None

    @property
    def entry_point(self) -> str | None:
        """The name of the function or class that the answer must define, if the contract names one."""
        return self.function_name or self.class_name
