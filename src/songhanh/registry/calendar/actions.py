"""Enter and correct occasions, their days in a year, days off and days worked in exchange."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import TypeVar

from django.utils.translation import gettext as _

from songhanh.foundation.audit.actions import recorded
from songhanh.foundation.lib import clock
from songhanh.foundation.lib.acting import Acting
from songhanh.foundation.lib.errors import ConflictError, RefusedError
from songhanh.foundation.lib.rules import require
from songhanh.registry.calendar.models import Occasion, OccasionYear, OfABranch, SpecialDay
from songhanh.registry.calendar.rules import can_change, can_keep_calendar
from songhanh.registry.orgunits.names import search_form

_Row = TypeVar("_Row", bound=OfABranch)


@dataclass(frozen=True)
class OccasionContent:
    """What is known of an occasion; days are MM-DD, both empty when they change every year."""

    kind: str
    name: str
    source: str
    first_day: str = ""
    last_day: str = ""
    aliases: str = ""
    days_before: int = 0
    days_after: int = 0
    since: int | None = None
    until: int | None = None


@dataclass(frozen=True)
class YearContent:
    """What guidance says of an occasion in a year; without days those of the occasion hold."""

    source: str
    first: date | None = None
    last: date | None = None
    theme: str = ""
    slogans: str = ""


@dataclass(frozen=True)
class SpecialDayContent:
    """A day that is not what its weekday says."""

    day: date
    kind: str
    name: str
    source: str
    announced: bool = True


def create_occasion(content: OccasionContent, *, acting: Acting, at: datetime) -> Occasion:
    """Add an occasion for the acting branch; the command line adds one for the country.

    Raises:
        RefusedError: one of its two days is missing, or its years stand in the wrong order.
    """
    require(can_keep_calendar(acting))
    _refuse_impossible(content)
    with recorded("occasion.create", acting=acting, at=at) as fact:
        fact.subject = occasion = Occasion(branch_id=acting.branch_id, **_fields(content))
        occasion.save()
    return occasion


def change_occasion(
    occasion: Occasion, content: OccasionContent, version: int, *, acting: Acting, at: datetime
) -> None:
    """Correct an occasion of the acting branch.

    Raises:
        ConflictError: somebody else changed it since ``version`` was read.
        RefusedError: as for ``create_occasion``.
    """
    require(can_change(acting, occasion, clock.day_of(at)))
    _refuse_impossible(content)
    with recorded("occasion.change", acting=acting, at=at, subject=occasion):
        _write_over(occasion, _fields(content), version)


def remove_occasion(occasion: Occasion, *, acting: Acting, at: datetime) -> None:
    """Take an occasion of the acting branch out, with its years; the history keeps them."""
    require(can_change(acting, occasion, clock.day_of(at)))
    with recorded("occasion.remove", acting=acting, at=at, subject=occasion) as fact:
        fact.subject_label = occasion.name
        occasion.years.all().delete()
        occasion.delete()


def set_year(
    occasion: Occasion, year: int, content: YearContent, *, acting: Acting, at: datetime
) -> OccasionYear:
    """Enter the days, theme and slogans of an occasion in a year, for the acting branch.

    Raises:
        RefusedError: only one day is given, they stand in the wrong order, or the first lies in
            another year.
    """
    require(can_keep_calendar(acting))
    if (content.first is None) != (content.last is None):
        raise RefusedError(_("Hãy nhập cả ngày đầu và ngày cuối, hoặc để trống cả hai."))
    if content.first is not None and content.last is not None:
        if content.last < content.first:
            raise RefusedError(_("Ngày cuối đứng trước ngày đầu. Hãy sửa một trong hai ngày."))
        if content.first.year != year:
            raise RefusedError(
                _("Ngày đầu không nằm trong năm %(year)s. Hãy sửa ngày, hoặc chọn đúng năm.")
                % {"year": year}
            )
    with recorded("occasion.set_year", acting=acting, at=at, subject=occasion) as fact:
        fact.details = {"year": year}
        Occasion.objects.select_for_update().get(pk=occasion.pk)
        row = OccasionYear.objects.filter(
            occasion=occasion, year=year, branch_id=acting.branch_id
        ).first() or OccasionYear(occasion=occasion, year=year, branch_id=acting.branch_id)
        for name, value in vars(content).items():
            setattr(row, name, value)
        row.version += 1 if row.pk else 0
        row.save()
    return row


def set_special_day(content: SpecialDayContent, *, acting: Acting, at: datetime) -> SpecialDay:
    """Enter a day for the acting branch; one entered before for that day is corrected."""
    require(can_keep_calendar(acting))
    with recorded("special_day.set", acting=acting, at=at) as fact:
        mine = SpecialDay.objects.select_for_update().filter(
            day=content.day, branch_id=acting.branch_id
        )
        row = mine.first() or SpecialDay(branch_id=acting.branch_id)
        for name, value in vars(content).items():
            setattr(row, name, value)
        row.version += 1 if row.pk else 0
        row.save()
        fact.subject = row
        fact.subject_label = f"{row.day:%d/%m/%Y} {row.name}"
    return row


def remove_special_day(row: SpecialDay, *, acting: Acting, at: datetime) -> None:
    """Take a day of the acting branch out: the country's row or the weekday holds again."""
    require(can_change(acting, row, clock.day_of(at)))
    with recorded("special_day.remove", acting=acting, at=at, subject=row) as fact:
        fact.subject_label = f"{row.day:%d/%m/%Y} {row.name}"
        row.delete()


def _fields(content: OccasionContent) -> dict[str, object]:
    return vars(content) | {"folded_name": search_form(content.name)}


def _refuse_impossible(content: OccasionContent) -> None:
    if bool(content.first_day) != bool(content.last_day):
        raise RefusedError(_("Hãy nhập cả ngày đầu và ngày cuối, hoặc để trống cả hai."))
    if content.since is not None and content.until is not None and content.until < content.since:
        raise RefusedError(_("Năm cuối đứng trước năm đầu. Hãy sửa một trong hai năm."))


def _write_over(row: _Row, fields: dict[str, object], version: int) -> None:
    found = type(row)._default_manager.filter(pk=row.pk, version=version)
    if not found.update(**fields, version=version + 1):
        raise ConflictError(
            _(
                "Dòng này vừa được người khác sửa nên nội dung của bạn chưa được lưu. Hãy mở lại"
                " trang để xem nội dung mới rồi sửa tiếp."
            )
        )
