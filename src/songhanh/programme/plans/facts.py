"""What an element says, as pairs of a term and a value; empty means that it is not printed."""

from collections.abc import Callable
from decimal import Decimal

from django.utils.translation import gettext as _

from songhanh.engines.vntext import format_date
from songhanh.foundation.ui.formats import number_text
from songhanh.programme.elements.enums import ElementKind
from songhanh.programme.elements.models import PlanElement
from songhanh.programme.plans.phrases import printed_day
from songhanh.programme.rules.enums import PhrasePart
from songhanh.programme.rules.models import ReportingRule
from songhanh.programme.rules.queries import phrases
from songhanh.programme.targets.models import Milestone, Target

Facts = list[tuple[str, str]]


def facts_of(element: PlanElement) -> Facts:
    """The facts of an element in the order of its form; none for kinds without a typed row."""
    describe = _BY_KIND.get(element.kind)
    return describe(element) if describe else []


def value_words(target: Target) -> str:
    """What has to be reached, in words: "ít nhất 2 cuộc", "10 – 15 %"; empty when not printed."""
    if target.value is None:
        return ""
    amount = _amount(target.value, target.value_max)
    words = target.get_comparator_display() if target.value_max is None else ""
    return " ".join(part for part in (words, amount, target.unit) if part)


def due_words(rule: ReportingRule) -> str:
    """When a report is due, in words: "trước ngày 30/11"; empty when no day is printed."""
    days = " · ".join(printed_day(day.printed) for day in rule.due_days.all())
    year = str(rule.due_year or "")
    return " ".join(part for part in (rule.get_due_rule_display(), days, year) if part)


def _amount(value: Decimal, value_max: Decimal | None) -> str:
    top = f" – {number_text(value_max)}" if value_max is not None else ""
    return number_text(value) + top


def _milestone(one: Milestone) -> str:
    stage = f" ({one.get_stage_display()})" if one.stage else ""
    return f"{one.year}: {_amount(one.value, one.value_max)}{stage}"


def _target(element: PlanElement) -> Facts:
    target = element.target
    found = [
        (_("Loại chỉ tiêu"), str(target.get_kind_display())),
        (_("Phải đạt"), value_words(target)),
        (_("Kỳ tính"), str(target.get_period_display())),
        (_("Đối tượng"), "; ".join(subject.text for subject in target.subjects.all())),
    ]
    if target.coverage_value is not None:
        share = f"{number_text(target.coverage_value)} % {target.coverage_denominator}"
        found.append((_("Tỷ lệ đơn vị phải đạt"), share.strip()))
    if milestones := [_milestone(one) for one in target.milestones.all()]:
        found.append((_("Các mốc"), "; ".join(milestones)))
    if target.baseline_year:
        found.append((_("Năm gốc"), str(target.baseline_year)))
    if target.applies_year:
        found.append((_("Chỉ cho năm"), str(target.applies_year)))
    return found


def _legal_reference(element: PlanElement) -> Facts:
    basis = element.legalreference
    printed = "/".join(reversed(basis.printed_date.split("-")))
    found = [
        (_("Số, ký hiệu"), basis.number),
        (_("Ngày như in"), printed),
        (_("Quan hệ"), str(basis.get_relation_display())),
    ]
    if basis.corrected_on:
        found.append((_("Ngày có lẽ đúng"), format_date(basis.corrected_on)))
    return found


def _task(element: PlanElement) -> Facts:
    task = element.task
    said = [
        (_("Chủ trì"), task.lead),
        (_("Phối hợp"), task.partners),
        (_("Thời gian"), task.time_words),
        (_("Sản phẩm, kết quả"), task.product),
    ]
    return [(term, value) for term, value in said if value]


def _task_group(element: PlanElement) -> Facts:
    above = element.taskgroup.parent_title
    return [(_("Thuộc"), above)] if above else []


def _assignment(element: PlanElement) -> Facts:
    assignment = element.assignment
    bodies = list(assignment.agencies.all())
    found = [
        (_("Vai trò"), str(assignment.get_role_display()) or _("văn bản không nêu")),
        (_("Cơ quan, đơn vị"), "; ".join(body.text for body in bodies if not body.partner)),
    ]
    if partners := "; ".join(body.text for body in bodies if body.partner):
        found.append((_("Đơn vị phối hợp"), partners))
    return found


def _duty(element: PlanElement) -> Facts:
    role = element.duty.get_role_display()
    return [(_("Vai trò"), str(role))] if role else []


def _reporting_rule(element: PlanElement) -> Facts:
    rule = element.reportingrule
    found = [
        (_("Định kỳ"), str(rule.get_kind_display())),
        (_("Hạn"), due_words(rule)),
        (_("Đơn vị gửi"), "; ".join(phrases(rule, PhrasePart.SENDER))),
        (_("Gửi đến"), "; ".join(phrases(rule, PhrasePart.ADDRESSEE))),
    ]
    if rule.via:
        found.append((_("Thông qua"), rule.via))
    if rule.duplicate_of:
        found.append((_("Nhắc lại chế độ tại mục"), rule.duplicate_of))
    return found


def _campaign_window(element: PlanElement) -> Facts:
    window = element.campaignwindow
    days = (printed_day(window.first_day), printed_day(window.last_day))
    return [
        (_("Thời gian"), " – ".join(days) if all(days) else ""),
        (_("Lặp lại"), window.recurs or str(window.year or "")),
    ]


def _commemorative_day(element: PlanElement) -> Facts:
    return [(_("Ngày"), printed_day(element.commemorativeday.day))]


def _recipient(element: PlanElement) -> Facts:
    purpose = element.recipient.purpose
    return [(_("Mục đích"), purpose)] if purpose else []


_BY_KIND: dict[str, Callable[[PlanElement], Facts]] = {
    ElementKind.LEGAL_REFERENCE: _legal_reference,
    ElementKind.TARGET: _target,
    ElementKind.TASK_GROUP: _task_group,
    ElementKind.TASK: _task,
    ElementKind.ASSIGNMENT: _assignment,
    ElementKind.DUTY: _duty,
    ElementKind.REPORTING_RULE: _reporting_rule,
    ElementKind.CAMPAIGN_WINDOW: _campaign_window,
    ElementKind.COMMEMORATIVE_DAY: _commemorative_day,
    ElementKind.RECIPIENT: _recipient,
}
