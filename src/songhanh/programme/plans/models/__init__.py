"""The plan document, its text and files, what was done in its review, findings about it."""

from songhanh.programme.plans.models.files import (
    PlanAttachment,
    PlanIntake,
    PlanVersion,
    SourcePage,
)
from songhanh.programme.plans.models.findings import Anomaly, NationalDocument
from songhanh.programme.plans.models.plan import PlanDocument, SourceText
from songhanh.programme.plans.models.review import PlanMove, ReviewStep

__all__ = [
    "Anomaly",
    "NationalDocument",
    "PlanAttachment",
    "PlanDocument",
    "PlanIntake",
    "PlanMove",
    "PlanVersion",
    "ReviewStep",
    "SourcePage",
    "SourceText",
]
