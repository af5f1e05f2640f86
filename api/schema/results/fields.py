"""Where JSON answers agree, place by place."""

from collections.abc import Mapping

import strawberry

from api.schema.results.metrics import Metric, shown_metric
from engine.domain.report import FieldReport
from engine.metrics import metric


@strawberry.type
class FieldAgreement:
    """One place in JSON answers, as a JSON Pointer (RFC 6901); `commonest` is the text of the commonest value there."""

    pointer: str
    present: Metric
    largest: Metric
    agreement: Metric
    distinct: int
    commonest: str

    @classmethod
    def of(cls, field: FieldReport, known: Mapping[str, metric.Metric]) -> "FieldAgreement":
        """Show a place."""
        return cls(
            pointer=field.pointer,
            present=shown_metric("present", field.present, known),
            largest=shown_metric("largest", field.largest, known),
            agreement=shown_metric("agreement", field.agreement, known),
            distinct=field.distinct,
            commonest=field.commonest,
        )
