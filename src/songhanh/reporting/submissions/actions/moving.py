"""What every action on a submission needs: the row as it stands, locked, and its moves."""

from datetime import date, datetime

from django.utils.translation import gettext as _

from songhanh.engines.counting import parse_period
from songhanh.foundation.lib.acting import Acting
from songhanh.foundation.lib.clock import day_of
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


def locked(
    submission: Submission, saves: int | None = None, *, with_filling: bool = False
) -> Submission:
    """The row, locked until the transaction ends; with what its figures were filled from.

    Plan and rule never change: those read along with ``submission`` need not be read again.

    Raises:
        ChangedMeanwhileError: somebody saved, submitted or decided since ``saves`` was read.
    """
    rows = Submission.objects.select_for_update(of=("self",))
    if with_filling:
        rows = rows.select_related("filling").defer("filling__definitions")
    row = rows.get(pk=submission.pk)
    if saves is not None and row.saves != saves:
        raise ChangedMeanwhileError
    if Submission._meta.get_field("plan").is_cached(submission):
        row.plan = submission.plan
    if Submission._meta.get_field("rule").is_cached(submission):
        row.rule = submission.rule
    return row


def touch(row: Submission, at: datetime, *changed: str) -> None:
    """Count the change, and save it with the columns that changed."""
    row.saves += 1
    row.changed_at = at
    row.save(update_fields=("saves", "changed_at", *changed))


def move(row: Submission, state: str, at: datetime) -> None:
    """Bring the row into another state, if the table of moves allows it."""
    if state not in NEXT_STATES[row.state]:
        raise ChangedMeanwhileError
    row.state = state
    touch(row, at, "state", "versions", "level", "awaits")


def label(row: Submission, by: tuple[Acting, datetime]) -> str:
    """What the audit calls it: the unit, as it is called on the day, and the period."""
    acting, at = by
    if acting.unit_id == row.unit_id and acting.unit_name:
        return f"{acting.unit_name}, {row.period}"
    unit = nearest_versions([row.unit_id], day_of(at)).get(row.unit_id)
    return f"{unit.name if unit else ''}, {row.period}"
