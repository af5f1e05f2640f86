"""What `skyt export` says of a job without a bundle."""

import pytest

from cli.export import why_no_bundle


@pytest.mark.parametrize("status", ["QUEUED", "RUNNING", "FAILED", "CANCELLED", "EXPIRED"])
def test_a_job_that_did_not_complete_never_had_a_bundle(status: str) -> None:
    assert why_no_bundle(status) == f"it is {status.lower()}, and only completed jobs have one"


def test_of_a_completed_job_it_was_removed_after_the_days_of_its_tier() -> None:
    assert why_no_bundle("COMPLETED") == (
        "bundles are removed when the days are over for which the server keeps them (SKYT_ARTIFACT_DAYS); the result stays in the job"
    )
