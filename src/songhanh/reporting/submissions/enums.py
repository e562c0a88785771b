"""States of a submission with the table of allowed moves; its sections; groups of figures."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from songhanh.programme.rules.enums import ReportSection as Section

__all__ = [
    "EDITABLE",
    "NEXT_STATES",
    "FigureGroup",
    "Outcome",
    "Section",
    "SubmissionState",
]


class SubmissionState(models.TextChoices):
    """Where a submission stands."""

    DRAFT = "draft", _("đang soạn")
    SUBMITTED = "submitted", _("đã nộp, chờ duyệt")
    RETURNED = "returned", _("trả lại")
    APPROVED = "approved", _("đã phê duyệt")


NEXT_STATES: dict[str, frozenset[str]] = {
    SubmissionState.DRAFT: frozenset({SubmissionState.SUBMITTED}),
    SubmissionState.SUBMITTED: frozenset({SubmissionState.RETURNED, SubmissionState.APPROVED}),
    SubmissionState.RETURNED: frozenset({SubmissionState.SUBMITTED}),
    SubmissionState.APPROVED: frozenset(),
}
"""The moves a submission may make. Nothing leads out of approval."""

EDITABLE = frozenset({SubmissionState.DRAFT, SubmissionState.RETURNED})
"""States in which the unit works on text and explanations."""


class Outcome(models.TextChoices):
    """The answer to a submission."""

    RETURNED = "returned", _("trả lại")
    APPROVED = "approved", _("phê duyệt")


class FigureGroup(models.TextChoices):
    """What a figure is about."""

    TARGET = "target", _("chỉ tiêu")
    ACTIVITY = "activity", _("hoạt động")
    ATTENDANCE = "attendance", _("người tham dự")
    ITEM = "item", _("tin, bài")
