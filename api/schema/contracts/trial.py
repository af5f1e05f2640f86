"""What was found out about an output that was tried on a contract."""

import strawberry

from api.schema.runs.findings import OracleVerdict, OutOfDomainVerdict, RescueStep, rescue_steps
from engine.domain.run import OutputAnalysis


@strawberry.type
class ContractTrial:
    """One output on one contract: tests, what the contract demands and the output lacks, and the forms it would count by."""

    oracle: OracleVerdict
    out_of_domain: OutOfDomainVerdict | None
    unsatisfied_constraints: list[str]
    naming: list[str]
    canonical_output: str | None
    checked_output: str | None
    assumptions: list[str]
    steps: list[RescueStep]
    problem: str | None

    @classmethod
    def of(cls, analysis: OutputAnalysis) -> "ContractTrial":
        """Show an analysis."""
        outside = analysis.out_of_domain
        return cls(
            oracle=OracleVerdict.of(analysis.oracle),
            out_of_domain=None if outside is None else OutOfDomainVerdict.of(outside),
            unsatisfied_constraints=list(analysis.unsatisfied_constraints),
            naming=list(analysis.naming),
            canonical_output=analysis.canonical_output,
            checked_output=analysis.checked_output,
            assumptions=list(analysis.assumptions),
            steps=rescue_steps(analysis),
            problem=analysis.problem,
        )
