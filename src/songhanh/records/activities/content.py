"""What an activity says, as one plain value, and what cannot be right about it."""

from dataclasses import dataclass, fields
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from songhanh.records.activities.models import Activity
from songhanh.records.recording.problems import Problem


@dataclass(frozen=True, slots=True)
class ActivityContent:
    """The content of an activity apart from its host. None and empty mean not known."""

    title: str
    form: str
    held_on: date
    ended_on: date | None = None
    commune_id: int | None = None
    place: str = ""
    mode: str = ""
    integrated: bool | None = None
    on_law_policy: bool | None = None
    co_host_ids: tuple[int, ...] = ()
    audiences: tuple[str, ...] = ()
    male: int | None = None
    female: int | None = None
    unknown_sex: int | None = None
    children: int | None = None
    minority: int | None = None
    cost_vnd: Decimal | None = None
    fund_source: str = ""
    plan_code: str = ""
    task_ordinal: str = ""
    campaign: str = ""

    @property
    def participants(self) -> int | None:
        """Everybody present; None when nothing is known."""
        known = [n for n in (self.male, self.female, self.unknown_sex) if n is not None]
        return sum(known) if known else None


PLAIN_FIELDS = tuple(
    field.name
    for field in fields(ActivityContent)
    if field.name not in ("co_host_ids", "audiences")
)
"""What stands in the activity's own row."""


def content_of(activity: Activity) -> ActivityContent:
    """The content of a stored activity, with its co-hosts and audiences in order."""
    return ActivityContent(
        **{name: getattr(activity, name) for name in PLAIN_FIELDS},
        co_host_ids=tuple(sorted(row.unit_id for row in activity.co_host_rows.all())),
        audiences=tuple(sorted(row.audience for row in activity.audience_rows.all())),
    )


def problems_of(content: ActivityContent, *, today: date) -> list[Problem]:
    """Everything that contradicts itself, or lies in the future."""
    problems = []
    if content.held_on > today:
        problems.append(
            Problem(
                "held_on",
                _(
                    "Ngày %(day)s chưa tới. Hãy ghi hoạt động sau khi đã tổ chức, "
                    "hoặc kiểm tra lại ngày, tháng."
                )
                % {"day": content.held_on.strftime("%d/%m/%Y")},
            )
        )
    if content.ended_on and content.ended_on < content.held_on:
        problems.append(
            Problem(
                "ended_on",
                _("Ngày kết thúc %(end)s trước ngày bắt đầu %(begin)s. Hãy kiểm tra lại hai ngày.")
                % {
                    "end": content.ended_on.strftime("%d/%m/%Y"),
                    "begin": content.held_on.strftime("%d/%m/%Y"),
                },
            )
        )
    return problems + _parts_above_the_whole(content)


def _parts_above_the_whole(content: ActivityContent) -> list[Problem]:
    whole = content.participants
    if whole is None:
        return []
    return [
        Problem(
            field,
            _(
                "%(part)s người nhiều hơn tổng số %(whole)s người dự. Trẻ em và người dân tộc "
                "thiểu số đã nằm trong số nam và nữ; hãy kiểm tra lại các số."
            )
            % {"part": part, "whole": whole},
        )
        for field, part in (("children", content.children), ("minority", content.minority))
        if part is not None and part > whole
    ]
