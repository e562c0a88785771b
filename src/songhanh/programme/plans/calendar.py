"""What published plans say of campaigns and days, put into the calendar beside the common ones.

Stated and inferred days are never mixed: a campaign or day that a plan only names stands with the
days of the common calendar and the note that they are not in this plan (contract: plan reader, 8).
"""

from collections.abc import Iterator, Sequence
from datetime import date

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from songhanh.foundation.lib.acting import Acting
from songhanh.programme.elements.enums import ElementState
from songhanh.programme.plans.enums import IN_FORCE
from songhanh.programme.plans.models import PlanDocument
from songhanh.programme.plans.queries import plans_visible_to
from songhanh.programme.rules.models import CampaignWindow, CommemorativeDay
from songhanh.registry.calendar.joining import Window
from songhanh.registry.calendar.models import Occasion
from songhanh.registry.calendar.queries import day_in_year, occasion_meant, occurrence_of


def windows_of_plans(acting: Acting, year: int, on: date) -> Iterator[Window]:
    """The windows and days of the plans in force in a year that somebody may read."""
    visible = plans_visible_to(acting, on).filter(status__in=IN_FORCE)
    plans = {plan.pk: plan for plan in visible if _runs_in(plan, year)}
    if not plans:
        return
    known = list(Occasion.objects.filter(branch__isnull=True))
    named = Q(element__plan_id__in=plans) & ~Q(element__state=ElementState.REMOVED)
    for window in CampaignWindow.objects.filter(named).select_related("element"):
        if window.year is None or window.year == year:
            yield _campaign(window, plans[window.element.plan_id], year, known)
    for day in CommemorativeDay.objects.filter(named).select_related("element"):
        yield _day(day, plans[day.element.plan_id], year, known)


def _campaign(
    window: CampaignWindow, plan: PlanDocument, year: int, known: Sequence[Occasion]
) -> Window:
    meant = occasion_meant(window.name, window.first_day, known)
    first, last = day_in_year(window.first_day, year), day_in_year(window.last_day, year)
    if first is not None and last is not None and last < first:
        last = day_in_year(window.last_day, year + 1)
    return _window(window.name, (first, last), plan, year, meant)


def _day(
    named: CommemorativeDay, plan: PlanDocument, year: int, known: Sequence[Occasion]
) -> Window:
    meant = occasion_meant(named.name, named.day, known)
    day = day_in_year(named.day, year)
    name = named.name or (meant.name if meant else named.day)
    return _window(name, (day, day), plan, year, meant)


def _window(
    name: str,
    stated: tuple[date | None, date | None],
    plan: PlanDocument,
    year: int,
    meant: Occasion | None,
) -> Window:
    first, last = stated
    note = ""
    if first is None:
        common = occurrence_of(meant, year) if meant else None
        first, last = (common.first, common.last) if common else (None, None)
        note = (
            _("ngày không ghi trong kế hoạch này; lấy theo lịch chung")
            if first
            else _("kế hoạch chỉ nêu tên, chưa có ngày")
        )
    return Window(
        name=name,
        kind=_("nêu trong kế hoạch"),
        source=plan.number or plan.code,
        first=first,
        last=last,
        note=note,
        href=reverse("plans:detail", args=[plan.pk]),
        occasion_id=meant.pk if meant else None,
    )


def _runs_in(plan: PlanDocument, year: int) -> bool:
    return (plan.first_year or year) <= year <= (plan.last_year or year)
