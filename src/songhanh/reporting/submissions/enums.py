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
    "SubmissionKind",
    "SubmissionState",
]


class SubmissionState(models.TextChoices):
    """Where a submission stands."""

    DRAFT = "draft", _("đang soạn")
    SUBMITTED = "submitted", _("đã nộp, chờ duyệt")
    RETURNED = "returned", _("trả lại")
    RECALLED = "recalled", _("đã rút lại")
    APPROVED = "approved", _("đã phê duyệt")


NEXT_STATES: dict[str, frozenset[str]] = {
    SubmissionState.DRAFT: frozenset({SubmissionState.SUBMITTED}),
    SubmissionState.SUBMITTED: frozenset(
        {
            SubmissionState.SUBMITTED,
            SubmissionState.RETURNED,
            SubmissionState.RECALLED,
            SubmissionState.APPROVED,
        }
    ),
    SubmissionState.RETURNED: frozenset({SubmissionState.SUBMITTED}),
    SubmissionState.RECALLED: frozenset({SubmissionState.SUBMITTED}),
    SubmissionState.APPROVED: frozenset(),
}
"""The moves a submission may make; from one level of the route to the next it stays submitted.

Nothing leads out of approval.
"""

EDITABLE = frozenset({SubmissionState.DRAFT, SubmissionState.RETURNED, SubmissionState.RECALLED})
"""States in which the unit works on text and explanations."""


class Outcome(models.TextChoices):
    """The answer to a submission."""

    RETURNED = "returned", _("trả lại")
    FORWARDED = "forwarded", _("đồng ý, chuyển cấp tiếp theo")
    APPROVED = "approved", _("phê duyệt")


class SubmissionKind(models.TextChoices):
    """What a submission is to its obligation: the report, or what happened after its day."""

    MAIN = "main", _("báo cáo")
    SUPPLEMENT = "supplement", _("phụ lục bổ sung")


class FigureGroup(models.TextChoices):
    """What a figure is about."""

    TARGET = "target", _("chỉ tiêu")
    ACTIVITY = "activity", _("hoạt động")
    ATTENDANCE = "attendance", _("người tham dự")
    ITEM = "item", _("tin, bài")
