"""What a comparison is asked to decide, and how surely."""

from dataclasses import dataclass

from engine.domain.errors import Fault, InvalidInput
from engine.pipeline.comparison.measure import MEASURES


@dataclass(frozen=True, slots=True)
class ComparisonSettings:
    """The equivalence margin (the smallest difference of rates that matters), the error rate, and the power behind `runs_needed`.

    `margin` lies in (0, 1), `alpha` in (0, 0.5), `power` in [0.5, 1). `metrics` names what is
    compared (keys of `MEASURES`), all if none. Raises InvalidInput for anything else.
    """

    margin: float = 0.10
    alpha: float = 0.05
    power: float = 0.80
    metrics: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Check the bounds of all three at once."""
        bounds = {
            "margin": (0 < self.margin < 1, "between 0 and 1"),
            "alpha": (0 < self.alpha < 0.5, "between 0 and 0.5"),
            "power": (0.5 <= self.power < 1, "at least 0.5 and below 1"),
        }
        faults = [Fault(f"must be {words}", f"$.{name}") for name, (holds, words) in bounds.items() if not holds]
        faults += [Fault(f"there is no compared number '{name}'", "$.metrics") for name in self.metrics if name not in MEASURES]
        if faults:
            raise InvalidInput(faults, f"Compared can be {', '.join(MEASURES)}.")
