"""The words the standing unit's report begins with, figures as marks, for people to go on from.

Always Vietnamese: they become an official document.
"""

from collections.abc import Iterator, Mapping
from datetime import date

from songhanh.engines.vntext import format_date
from songhanh.foundation.ui.formats import number_text, period_text
from songhanh.programme.elements.enums import ElementKind, ElementState
from songhanh.programme.elements.models import PlanElement
from songhanh.programme.plans.enums import PUBLISHED
from songhanh.programme.plans.models import PlanDocument
from songhanh.reporting.consolidation.enums import ExtraTable, LeadPart
from songhanh.reporting.consolidation.marks import mark
from songhanh.reporting.consolidation.money import mark_keys, mark_values
from songhanh.reporting.consolidation.sheets import Sheet
from songhanh.reporting.submissions.figures import Figure
from songhanh.results.values.enums import TargetStatus

_BEHIND = frozenset({TargetStatus.MISSED, TargetStatus.AT_RISK})


def values_of(sheet: Sheet, plans: int) -> dict[str, str]:
    """What each mark stands for now: figures of targets, sums of approved reports, counts."""
    values = {one.key: one.value_text for one in sheet.targets}
    values |= {f"{one.key}:required": one.required_text for one in sheet.targets}
    values |= {one.figure.key: one.reported_text for one in sheet.totals}
    values |= {one.key: one.value_text for one in sheet.extras}
    values |= mark_values(sheet.money_lines)
    counts = {
        "plans": plans,
        "members": len(sheet.members),
        "approved": len(sheet.approved),
        "waiting": len(sheet.waiting),
        "late": len(sheet.late),
        "missing": len(sheet.missing),
    }
    return values | {key: number_text(count) for key, count in counts.items()}


def own_plans(plan: PlanDocument, day: date) -> int:
    """How many plans carry this one out and were issued by a day."""
    return PlanDocument.objects.filter(
        parent=plan, status__in=PUBLISHED, issued_on__lte=day
    ).count()


def funding_words(plan: PlanDocument) -> list[str]:
    """What the plan says about money."""
    found = PlanElement.objects.filter(
        plan=plan, kind=ElementKind.FUNDING, past_of__isnull=True
    ).exclude(state=ElementState.REMOVED)
    return list(found.order_by("position").values_list("text", flat=True))


def lead_words(sheet: Sheet, funding: list[str]) -> dict[str, str]:
    """The text of each part that is drawn from figures; the parts of the units come from them."""
    return {
        LeadPart.DIRECTION: _direction(sheet),
        LeadPart.RESULTS: _results(sheet),
        LeadPart.TASKS: "\n".join(_tasks(sheet)),
        LeadPart.MONTH: _month(sheet),
        LeadPart.MONEY: "\n".join(_money(sheet, funding)),
        LeadPart.ASSESSMENT: "\n".join(_assessment(sheet)),
    }


def _direction(sheet: Sheet) -> str:
    return (
        f"Đến ngày {format_date(sheet.as_of)}, {mark('plans')} kế hoạch của các cơ quan, địa phương"
        " triển khai Kế hoạch đã được ban hành."
    )


def _results(sheet: Sheet) -> str:
    return (
        f"Trong {period_text(sheet.period)}, các đơn vị đã tổ chức {mark('activity')}"
        f" truyền thông, trong đó có {mark('session_held')} truyền thông về chính sách, pháp luật"
        f" bình đẳng giới, với {mark('attendance')} tham dự. Số tin, bài về bình đẳng giới đã"
        f" đăng, phát lần đầu: {mark('item_original')}; đăng lại, phát lại:"
        f" {mark('item_repeat')}."
    )


def _tasks(sheet: Sheet) -> Iterator[str]:
    for one in sheet.extras:
        if one.table == ExtraTable.TASKS and not one.key.endswith(":people") and one.value:
            label = one.label.rstrip(" .;:")
            yield f"- {label}: {mark(one.key)}, {mark(f'{one.key}:people')}."


def _month(sheet: Sheet) -> str:
    keys = {one.key for one in sheet.extras if one.table == ExtraTable.MONTH}
    if not keys:
        return "Tháng hành động chưa bắt đầu trong thời gian báo cáo."
    return (
        f"Trong Tháng hành động, các đơn vị đã tổ chức {mark('month:activity')} truyền thông, với"
        f" {mark('month:attendance')} tham dự; đăng, phát {mark('month:item_original')} về bình"
        " đẳng giới."
    )


def _money(sheet: Sheet, funding: list[str]) -> Iterator[str]:
    lines = sheet.money_lines
    if lines:
        yield "Kinh phí thực hiện trong kỳ theo nguồn:"
        for one in lines:
            planned, told = (mark(key) for key in mark_keys(one))
            said = f"dự toán được giao {planned}; đã chi {told}"
            yield f"- {one.source}: {said if one.planned is not None else f'đã chi {told}'}."
    else:
        yield "Các đơn vị chưa ghi kinh phí cho hoạt động trong kỳ."
    if funding:
        yield "Nguồn kinh phí theo Kế hoạch:"
        yield from (f"- {text}" for text in funding)


def _assessment(sheet: Sheet) -> Iterator[str]:
    """Each target once, with the periods that are known."""
    by_target = _by_target(sheet)
    known = {
        ordinal: [one for one in figures if one.value is not None]
        for ordinal, figures in by_target.items()
    }
    told = {ordinal: figures for ordinal, figures in known.items() if figures}
    if not told:
        yield "Các chỉ tiêu của Kế hoạch chưa có số liệu trong kỳ."
        return
    behind = {
        ordinal: figures
        for ordinal, figures in told.items()
        if any(one.status in _BEHIND for one in figures)
    }
    met = sum(all(one.status == TargetStatus.MET for one in figures) for figures in told.values())
    yield f"Trong {len(told)} chỉ tiêu có số liệu, {met} chỉ tiêu đạt ở mọi kỳ tính."
    if behind:
        yield "Các chỉ tiêu chưa đạt hoặc có nguy cơ không đạt:"
        yield from (f"- {figures[0].short_label}: {_said(figures)}." for figures in behind.values())


def _said(figures: list[Figure]) -> str:
    return "; ".join(
        f"{one.period_text} thực hiện {mark(one.key)}, yêu cầu {mark(f'{one.key}:required')}"
        for one in figures
        if one.status in _BEHIND
    )


def _by_target(sheet: Sheet) -> Mapping[str, list[Figure]]:
    found: dict[str, list[Figure]] = {}
    for one in sheet.targets:
        found.setdefault(one.ordinal, []).append(one)
    return found
