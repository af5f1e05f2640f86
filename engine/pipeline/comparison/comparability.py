"""Why two jobs cannot be compared, or some of their numbers."""

from engine.pipeline.comparison.job import ComparableJob


def reasons_against(first: ComparableJob, second: ComparableJob) -> tuple[str, ...]:
    """Every reason why a comparison would compare different things; empty when there is none."""
    reasons = []
    if first.kind != second.kind:
        reasons.append(f"the outputs are of different kinds: '{first.kind}' and '{second.kind}'")
    if first.contract_id != second.contract_id:
        reasons.append(f"the contracts are different: '{first.contract_id}' and '{second.contract_id}'; compare two jobs of one contract")
    elif first.contract_hash != second.contract_hash:
        reasons.append(
            f"contract '{first.contract_id}' asks for something else in each ({_versions(first, second)}); run both on one version"
        )
    if first.engine_version != second.engine_version:
        reasons.append(
            f"they were analysed by different engines ({first.engine_version} and {second.engine_version}):"
            " export both and replay them with one, or run the older again"
        )
    reasons += [f"'{job.name}' has no runs" for job in (first, second) if not job.facts.num_runs]
    return tuple(reasons)


def _versions(first: ComparableJob, second: ComparableJob) -> str:
    if first.contract_version == second.contract_version:
        return f"both call it version {first.contract_version}"
    return f"versions {first.contract_version} and {second.contract_version}"


def have_same_anchor(first: ComparableJob, second: ComparableJob) -> bool:
    """Whether both jobs were held against the same form; otherwise their distances measure different things."""
    return first.anchor_hash is not None and first.anchor_hash == second.anchor_hash
