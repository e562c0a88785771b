"""What every action on a submission needs: the row as it stands, locked, and its moves."""

from datetime import date, datetime

from django.utils.translation import gettext as _

from songhanh.engines.counting import parse_period
from songhanh.foundation.lib.errors import RefusedError
from songhanh.programme.rules.enums import RuleKind
from songhanh.programme.rules.models import ReportingRule
from songhanh.registry.orgunits.queries import nearest_versions
from songhanh.reporting.obligations.queries import obligation_of
from songhanh.reporting.submissions.enums import NEXT_STATES
from songhanh.reporting.submissions.errors import (
    ChangedMeanwhileError,
    NotBegunError,
    NotOwedError,
)
from songhanh.reporting.submissions.models import Submission


def require_owed(rule: ReportingRule, unit_id: int, period: str, on: date) -> None:
    """Pass when the unit owes the report and its period has begun.

    Raises:
        NotOwedError, NotBegunError: it does not, or has not.
        RefusedError: the rule asks for a summary, which is drawn up elsewhere.
    """
    if rule.kind == RuleKind.SUMMARY:
        raise RefusedError(
            _("Báo cáo tổng hợp được lập ở trang “Tổng hợp”, từ các báo cáo đã phê duyệt.")
        )
    owed = obligation_of(rule, unit_id=unit_id, period=period, as_of=on)
    if owed is None:
        raise NotOwedError(period)
    begins = parse_period(period).first
    if on < begins:
        raise NotBegunError(period, begins)


def locked(submission: Submission, saves: int | None = None) -> Submission:
    """The row, locked until the transaction ends.

    Raises:
        ChangedMeanwhileError: somebody saved, submitted or decided since ``saves`` was read.
    """
    row = (
        Submission.objects.select_for_update(of=("self",))
        .select_related("plan", "rule__element__plan", "rule__regime", "filling")
        .get(pk=submission.pk)
    )
    if saves is not None and row.saves != saves:
        raise ChangedMeanwhileError
    return row


def touch(row: Submission, at: datetime) -> None:
    """Save the row and count the change."""
    row.saves += 1
    row.changed_at = at
    row.save()


def move(row: Submission, state: str, at: datetime) -> None:
    """Bring the row into another state, if the table of moves allows it."""
    if state not in NEXT_STATES[row.state]:
        raise ChangedMeanwhileError
    row.state = state
    touch(row, at)


def label(row: Submission, on: date) -> str:
    """What the audit calls it: the unit and the period."""
    unit = nearest_versions([row.unit_id], on).get(row.unit_id)
    return f"{unit.name if unit else ''}, {row.period}"
