"""An experiment's whole configuration, immutable, with the hashes of what it is made of."""

from dataclasses import dataclass
from enum import StrEnum

from pydantic import TypeAdapter

from engine.domain.contract import Contract
from engine.domain.json_value import JsonObject, content_hash
from engine.domain.pins import Pins
from engine.domain.restriction import RestrictionSet
from engine.domain.run import EvidenceLevel


class AnchorStrategy(StrEnum):
    """Which of the eligible outputs becomes the anchor: the first by run index, or the one nearest to all answers."""

    FIRST = "first"
    MEDOID = "medoid"


_CONTRACT = TypeAdapter(Contract)
_RESTRICTION_SET = TypeAdapter(RestrictionSet)
_LATER_FIELDS = ("schema", "near_duplicate_similarity")


def contract_hash(contract: Contract) -> str:
    """Hash everything a contract says (SHA-256, 64 hexadecimal digits).

    Fields that contracts did not always have count only where they are set, so that older contracts keep their hash.
    """
    document: JsonObject = _CONTRACT.dump_python(contract, mode="json")
    return content_hash({name: value for name, value in document.items() if value is not None or name not in _LATER_FIELDS})


def restriction_set_hash(restriction_set: RestrictionSet) -> str:
    """Hash everything a restriction set says (SHA-256, 64 hexadecimal digits)."""
    return content_hash(_RESTRICTION_SET.dump_python(restriction_set, mode="json"))


@dataclass(frozen=True, slots=True)
class ExperimentConfig:
    """What one job does: the contract, the restriction sets, the pins and the number of runs, each in full.

    `contract_hash` and `restriction_hashes` (in the order of `restriction_sets`) make a changed content visible even under
    an unchanged version. `analyses` names the metrics asked for; empty means all. `accepted_evidence` is the weakest evidence level that
    counts as rescued. `max_cost_usd` is the most that the job's generations may cost by the price table; None sets no limit.
    """

    contract: Contract
    contract_hash: str
    restriction_sets: tuple[RestrictionSet, ...]
    restriction_hashes: tuple[str, ...]
    pins: Pins
    num_runs: int
    analyses: tuple[str, ...] = ()
    accepted_evidence: EvidenceLevel = EvidenceLevel.CHECKED
    anchor_strategy: AnchorStrategy = AnchorStrategy.FIRST
    max_cost_usd: float | None = None


_CONFIG = TypeAdapter(ExperimentConfig)


def resolve_experiment(
    contract: Contract, restriction_sets: tuple[RestrictionSet, ...], pins: Pins, num_runs: int, analyses: tuple[str, ...] = ()
) -> ExperimentConfig:
    """Fix one experiment: order the restriction sets by id and version, and hash all contents."""
    ordered = tuple(sorted(restriction_sets, key=lambda item: (item.id, item.version)))
    hashes = tuple(restriction_set_hash(item) for item in ordered)
    return ExperimentConfig(contract, contract_hash(contract), ordered, hashes, pins, num_runs, analyses)


def config_to_document(config: ExperimentConfig) -> JsonObject:
    """Write a configuration as a JSON object that `config_from_document` reads back to an equal value.

    Fields that configurations did not always have are written only where they are set, so that older configurations keep their hash.
    """
    document: JsonObject = _CONFIG.dump_python(config, mode="json")
    return _without_unset(document)


def config_from_document(document: JsonObject) -> ExperimentConfig:
    """Read what `config_to_document` wrote; raises pydantic.ValidationError when it is something else."""
    return _CONFIG.validate_python(document)


def _without_unset(document: JsonObject) -> JsonObject:
    pins = document["pins"]
    assert isinstance(pins, dict)
    kept = {name: value for name, value in document.items() if value is not None or name != "max_cost_usd"}
    return {**kept, "pins": {name: value for name, value in pins.items() if value is not None or name != "endpoint"}}


def config_hash(config: ExperimentConfig) -> str:
    """Hash a whole configuration (SHA-256, 64 hexadecimal digits)."""
    return content_hash(config_to_document(config))
