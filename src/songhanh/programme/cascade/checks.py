"""What cannot be true of an own plan: each fault a sentence, for a form and for a row of Excel."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from songhanh.engines.counting.plans import DEFAULT_WINDOW
from songhanh.engines.vntext import bare, find_document_numbers, format_date
from songhanh.programme.cascade.enums import YEARLY, OwnPlanKind
from songhanh.programme.cascade.models import LocalPlan
from songhanh.programme.cascade.queries.needs import Need
from songhanh.programme.cascade.queries.upper import number_key
from songhanh.programme.plans.models import PlanDocument
from songhanh.programme.rules.queries import campaign_windows
from songhanh.registry.orgunits.queries import version_on


@dataclass(frozen=True)
class Entered:
    """What somebody says of an own plan."""

    number: str
    issued_on: date
    title: str = ""
    key_targets: str = ""


def fault_of(need: Need, entered: Entered, *, on: date) -> str | None:
    """Why this plan cannot stand for this need; None when it can."""
    return (
        _number(entered)
        or _day(need, entered, on)
        or _year(need, entered)
        or _after_the_campaign(need, entered)
        or _registered_already(need, entered)
    )


def fault_of_file(need: Need, plan: PlanDocument) -> str | None:
    """Whether the file speaks of other years than the plan that is owed."""
    if need.year is None:
        return None
    first, last = plan.first_year, plan.last_year or plan.first_year
    if first is None or last is None or first <= need.year <= last:
        return None
    return _(
        "Tệp là kế hoạch cho năm %(first)s, trong khi cần kế hoạch năm %(year)s. Hãy chọn đúng tệp"
        " hoặc đăng ký ở đúng năm."
    ) % {"first": first, "year": need.year}


def _number(entered: Entered) -> str | None:
    found = find_document_numbers(entered.number)
    if len(found) == 1 and number_key(found[0].text) == number_key(entered.number):
        return None
    return _(
        "“%(number)s” chưa phải là số, ký hiệu văn bản. Hãy ghi đủ số và ký hiệu, ví dụ 17/KH-UBND."
    ) % {"number": entered.number}


def _day(need: Need, entered: Entered, on: date) -> str | None:
    day = entered.issued_on
    words = {"day": format_date(day), "unit": need.unit_name}
    if day > on:
        return _("Ngày ban hành %(day)s chưa đến. Hãy kiểm tra lại ngày.") % words
    if version_on(need.unit_id, day) is None:
        return (
            _(
                "%(unit)s không có hiệu lực vào ngày %(day)s nên chưa thể ban hành kế hoạch ngày"
                " đó. Hãy kiểm tra lại ngày hoặc đơn vị."
            )
            % words
        )
    above = need.plan.issued_on
    if need.kind == OwnPlanKind.PROGRAMME and above and day < above:
        words["above"] = format_date(above)
        return (
            _(
                "Ngày ban hành %(day)s trước ngày của kế hoạch cấp trên (%(above)s). Hãy kiểm tra"
                " lại ngày, hoặc đăng ký dưới kế hoạch đúng."
            )
            % words
        )
    return None


def _year(need: Need, entered: Entered) -> str | None:
    if need.kind not in YEARLY or need.year is None:
        return None
    if entered.issued_on.year in (need.year - 1, need.year):
        return None
    return _(
        "Kế hoạch năm %(year)s nhưng ban hành ngày %(day)s. Hãy kiểm tra lại năm hoặc ngày."
    ) % {"year": need.year, "day": format_date(entered.issued_on)}


def _after_the_campaign(need: Need, entered: Entered) -> str | None:
    if need.kind != OwnPlanKind.ACTION_MONTH or need.year is None:
        return None
    last = _last_day(need.plan, need.year)
    if entered.issued_on <= last:
        return None
    return _(
        "Kế hoạch Tháng hành động năm %(year)s ban hành ngày %(day)s, sau khi đợt này kết thúc ngày"
        " %(last)s. Hãy kiểm tra lại ngày."
    ) % {
        "year": need.year,
        "day": format_date(entered.issued_on),
        "last": format_date(last),
    }


def _last_day(plan: PlanDocument, year: int) -> date:
    """The end of the Action Month: as the plan prints it, else by the national definition."""
    for window in campaign_windows(plan):
        named = bare(f"{window.name} {window.short_name}")
        if window.last_day and "thang hanh dong" in named:
            return date.fromisoformat(f"{year}-{window.last_day}")
    return DEFAULT_WINDOW.in_year(year).last


def _registered_already(need: Need, entered: Entered) -> str | None:
    """A plan is told by number, issuer and day: another unit may bear the same number."""
    same = LocalPlan.objects.filter(unit_id=need.unit_id, issued_on=entered.issued_on)
    for one in same:
        other = (one.parent_id, one.kind, one.year) != (need.plan.pk, need.kind, need.year)
        if one.issued_on and number_key(one.number) == number_key(entered.number) and other:
            return _(
                "%(unit)s đã đăng ký kế hoạch %(number)s ngày %(day)s cho việc khác (%(kind)s)."
            ) % {
                "unit": need.unit_name,
                "number": one.number,
                "day": format_date(one.issued_on),
                "kind": one.get_kind_display(),
            }
    return None
