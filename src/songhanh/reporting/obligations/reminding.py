"""Reminding units of what they owe: who is left for each report, and the words to send them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from songhanh.foundation.lib.acting import Acting
from songhanh.foundation.ui.formats import day_text
from songhanh.reporting.obligations.enums import ObligationState
from songhanh.reporting.obligations.queries import Digest, Obligation, obligations_seen_in

_OWED = (ObligationState.DUE, ObligationState.MISSING)


@dataclass(frozen=True)
class Reminder:
    """One report of one period and last day with the units that have not sent it."""

    last_day: date
    as_of: date
    owed: tuple[Obligation, ...]

    @property
    def first(self) -> Obligation:
        """Any of them: rule, plan and period are the same."""
        return self.owed[0]

    @property
    def is_over(self) -> bool:
        """Whether the last day is over."""
        return self.as_of > self.last_day

    @property
    def days(self) -> int:
        """Days left, or days since the last day."""
        return abs((self.last_day - self.as_of).days)

    @property
    def message(self) -> str:
        """The words to paste into a message; in Vietnamese whatever language the screen speaks."""
        with override("vi"):
            return f"{self._opening()}\n{self._units()}\n{_closing()}"

    def _opening(self) -> str:
        told = {
            "report": self.first.name,
            "plan": self.first.plan.number or self.first.plan.title,
            "day": day_text(self.last_day),
            "days": self.days,
        }
        if self.is_over:
            words = _(
                "%(report)s theo Kế hoạch %(plan)s đã quá hạn %(days)s ngày (hết ngày %(day)s)."
            )
        else:
            words = _(
                "%(report)s theo Kế hoạch %(plan)s nộp chậm nhất hết ngày %(day)s, "
                "còn %(days)s ngày."
            )
        return words % told

    def _units(self) -> str:
        names = ", ".join(sorted(one.unit_name for one in self.owed))
        count = len(self.owed)
        return ngettext(
            "Còn %(count)s đơn vị chưa nộp: %(names)s.",
            "Còn %(count)s đơn vị chưa nộp: %(names)s.",
            count,
        ) % {"count": count, "names": names}


def _closing() -> str:
    return _("Kính đề nghị các đơn vị hoàn thành và gửi trên hệ thống Song Hành.")


def reminders_for(acting: Acting, *, as_of: date) -> list[Reminder]:
    """What the units of somebody's branch still owe, what is over first, then by last day.

    Only reports that are due or missing: nobody is reminded of what is done, waived or far off.
    """
    years = {as_of.year - 1, as_of.year, as_of.year + 1}
    found = [
        one
        for one in obligations_seen_in(years, acting, as_of=as_of)
        if one.state in _OWED and one.unit_id != acting.unit_id
    ]
    return sorted(_grouped(found, as_of), key=lambda one: (not one.is_over, one.last_day))


def _grouped(found: Iterable[Obligation], as_of: date) -> list[Reminder]:
    groups: dict[tuple[int, str, date], list[Obligation]] = {}
    for one in found:
        if one.last_day is not None:
            groups.setdefault((one.rule.pk, one.period, one.last_day), []).append(one)
    return [Reminder(key[2], as_of, tuple(owed)) for key, owed in groups.items()]


def digest_text(digest: Digest, on: date) -> str:
    """What one person still owes, a line for each report, to be sent as one message.

    Where the address of the installation is set, the way to each report stands under its line.
    """
    lines = [_digest_line(line.obligation, line.last_day, on) for line in digest.lines]
    closing = _("Mở Việc hôm nay trong Song Hành để lập và nộp báo cáo. Đã nộp thì không nhắc nữa.")
    door = [settings.PUBLIC_ADDRESS] if settings.PUBLIC_ADDRESS else []
    return "\n".join([*lines, "", closing, *door])


def _digest_line(one: Obligation, last_day: date, on: date) -> str:
    told = {
        "report": one.name,
        "unit": one.unit_name,
        "plan": one.plan.number or one.plan.code,
        "day": day_text(last_day),
        "days": abs((last_day - on).days),
    }
    if on > last_day:
        words = _("– %(report)s (%(plan)s), %(unit)s: quá hạn %(days)s ngày (hết ngày %(day)s).")
    else:
        words = _("– %(report)s (%(plan)s), %(unit)s: nộp đến hết ngày %(day)s, còn %(days)s ngày.")
    instead = [_("Nộp thay %(unit)s.") % {"unit": ended.name} for ended in one.takes_over]
    return "\n  ".join([" ".join([words % told, *instead]), *_way_to(one)])


def _way_to(one: Obligation) -> list[str]:
    """The address under which a report is written; nothing where the installation has none set."""
    if not settings.PUBLIC_ADDRESS:
        return []
    named: dict[str, str | int] = {
        "rule": one.rule.pk,
        "unit": one.unit_id,
        "period": one.period,
    }
    return [f"{settings.PUBLIC_ADDRESS}{reverse('submissions:new')}?{urlencode(named)}"]
