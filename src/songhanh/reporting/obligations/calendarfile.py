"""A unit's last days as a calendar file (iCalendar, RFC 5545) that phones subscribe to.

It names the unit, the reports and their days, and nobody.
"""

from collections.abc import Iterable
from datetime import date, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import override
from icalendar import Alarm, Calendar, Event

from songhanh.foundation.lib.clock import start_of
from songhanh.foundation.ui.formats import day_text
from songhanh.reporting.obligations.enums import ObligationState
from songhanh.reporting.obligations.queries import Obligation

REMINDED_BEFORE = (7, 1)
"""Days before a last day on which the phone itself reminds, where it keeps alarms of a feed."""


def calendar_file(unit_name: str, owed: Iterable[Obligation], on: date) -> bytes:
    """The file, in Vietnamese; the same on the same day, whoever asks."""
    with override("vi"):
        calendar = Calendar()
        calendar.add("prodid", "-//Song Hanh//Han bao cao//VI")
        calendar.add("version", "2.0")
        calendar.add("method", "PUBLISH")
        calendar.add("x-wr-calname", _("Hạn báo cáo: %(unit)s") % {"unit": unit_name})
        calendar.add("x-wr-timezone", "Asia/Ho_Chi_Minh")
        calendar.add("x-published-ttl", "PT12H")
        for one in owed:
            if one.last_day is not None and one.state != ObligationState.WAIVED:
                calendar.add_component(_event(one, one.last_day, on))
        return bytes(calendar.to_ical())


def _event(one: Obligation, last_day: date, on: date) -> Event:
    event = Event()
    event.add("uid", f"{one.rule.pk}-{one.unit_id}-{one.period}@songhanh")
    event.add("dtstamp", start_of(on))
    event.add("dtstart", last_day)
    event.add("dtend", last_day + timedelta(days=1))
    event.add("transp", "TRANSPARENT")
    done = one.submitted_on is not None
    summary = _("Đã nộp: %(report)s") if done else _("Hạn nộp: %(report)s")
    event.add("summary", summary % {"report": one.name})
    event.add("description", _description(one, last_day))
    if not done:
        for days in REMINDED_BEFORE:
            alarm = Alarm()
            alarm.add("action", "DISPLAY")
            alarm.add("description", one.name)
            alarm.add("trigger", timedelta(days=-days))
            event.add_component(alarm)
    return event


def _description(one: Obligation, last_day: date) -> str:
    told = [
        _("Kế hoạch %(plan)s.") % {"plan": one.plan.number or one.plan.code},
        _("Nộp đến hết ngày %(day)s.") % {"day": day_text(last_day)},
    ]
    if one.cut_off and one.window:
        told.append(
            _("Số liệu từ %(first)s đến %(last)s.")
            % {"first": day_text(one.window.first), "last": day_text(one.cut_off)}
        )
    if one.via:
        told.append(_("Gửi qua %(via)s.") % {"via": one.via})
    return "\n".join(told)
