"""``survey_estimates.csv`` and ``typed_values.csv`` of a data package (its contract)."""

from collections.abc import Iterator
from datetime import date

from songhanh.foundation.lib.clock import day_of
from songhanh.foundation.lib.package import PackageTable, Row
from songhanh.records.figures.models import SurveyEstimate, TypedValue
from songhanh.records.figures.queries import in_use
from songhanh.records.recording.exports import CodesOnDays


def estimate_rows() -> Iterator[Row]:
    """Every estimate in use."""
    for row in in_use(SurveyEstimate).select_related("plan").order_by("pk"):
        yield {
            "id": row.external_id,
            "plan_code": row.plan.code if row.plan else "",
            "year": row.year,
            "role": row.role,
            "questionnaire": row.questionnaire,
            "group": row.group,
            "score": row.score,
            "standard_error": row.standard_error,
            "respondents": row.respondents,
            "submitted_on": day_of(row.posted_at),
        }


def typed_value_rows() -> Iterator[Row]:
    """Every typed value in use."""
    codes = CodesOnDays()
    for row in in_use(TypedValue).select_related("plan").order_by("pk"):
        yield {
            "id": row.external_id,
            "plan_code": row.plan.code,
            "target_ordinal": row.ordinal,
            "year": row.year,
            "unit_code": codes.code(row.unit_id, date(row.year, 12, 31)),
            "value": row.value,
            "evidence": row.evidence,
            "note": row.note,
            "submitted_on": day_of(row.posted_at),
        }


ESTIMATES = PackageTable(
    "survey_estimates.csv",
    "id year role questionnaire group score",
    "plan_code standard_error respondents submitted_on",
    estimate_rows,
)
VALUES = PackageTable(
    "typed_values.csv",
    "id plan_code target_ordinal year value",
    "unit_code evidence note submitted_on",
    typed_value_rows,
)
