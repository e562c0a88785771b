"""What stands in the way of publishing a plan, and what its officer should know before."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from songhanh.engines import counting
from songhanh.programme.elements.enums import ElementState
from songhanh.programme.elements.models import PlanElement
from songhanh.programme.plans.enums import Decision, Severity
from songhanh.programme.plans.models import Anomaly, PlanDocument
from songhanh.programme.plans.queries.units import units_of_rule, units_of_target
from songhanh.programme.rules.queries import reporting_rules
from songhanh.programme.targets.enums import TargetKind
from songhanh.programme.targets.models import Target
from songhanh.programme.targets.queries import targets_of

COUNTED_BY_UNITS = frozenset(TargetKind.values) - {
    TargetKind.OTHER,
    TargetKind.AWARENESS_INCREASE,
    TargetKind.CONVENTION_SHARE,
}
"""Kinds whose denominator is units: without any their figures cannot be counted."""


class Weight(StrEnum):
    """What a check asks of the officer."""

    BLOCKS = "blocks"
    CONFIRM = "confirm"
    NOTE = "note"


@dataclass(frozen=True)
class Check:
    """One thing found before publishing; ``element_id`` and ``place`` say where it is settled."""

    code: str
    weight: Weight
    message: str
    element_id: int | None = None
    place: str = ""


def readiness_of(plan: PlanDocument, on: date) -> list[Check]:
    """Every check of a plan before it is published: what blocks it first."""
    found = [
        *_undecided(plan),
        *_blanks(plan),
        *_targets(plan, on),
        *_rules(plan, on),
        *_findings(plan),
    ]
    return sorted(found, key=lambda check: list(Weight).index(check.weight))


def blocking(checks: Sequence[Check]) -> list[Check]:
    """Those of the checks that forbid publishing."""
    return [check for check in checks if check.weight == Weight.BLOCKS]


def blanks_of(plan: PlanDocument) -> list[Check]:
    """The blanks of the header, which an officer may confirm."""
    return list(_blanks(plan))


def undecided_of(plan: PlanDocument) -> list[Check]:
    """Whether anything still waits to be confirmed."""
    return list(_undecided(plan))


def _undecided(plan: PlanDocument) -> list[Check]:
    waiting = PlanElement.objects.filter(plan=plan, state=ElementState.PROPOSED)
    count = waiting.count()
    if not count:
        return []
    first = waiting.order_by("position").first()
    message = ngettext(
        "Còn %(count)d mục chưa được xác nhận. Hãy xác nhận hoặc bỏ từng mục trước khi ban hành.",
        "Còn %(count)d mục chưa được xác nhận. Hãy xác nhận hoặc bỏ từng mục trước khi ban hành.",
        count,
    ) % {"count": count}
    return [Check("undecided", Weight.BLOCKS, message, first.pk if first else None)]


def _blanks(plan: PlanDocument) -> list[Check]:
    blanks = {
        "number": (not plan.number, _("số, ký hiệu")),
        "issued_on": (plan.issued_on is None, _("ngày ban hành")),
    }
    return [
        Check(
            f"blank_{name}",
            Weight.CONFIRM,
            _("Kế hoạch chưa có %(what)s. Hãy điền nếu đã có, hoặc xác nhận để trống.")
            % {"what": what},
        )
        for name, (is_blank, what) in blanks.items()
        if is_blank
    ]


def _targets(plan: PlanDocument, on: date) -> list[Check]:
    targets = list(targets_of(plan))
    if not targets:
        return [
            Check(
                "no_targets",
                Weight.NOTE,
                _("Kế hoạch chưa có chỉ tiêu nào nên sẽ không có số liệu theo dõi."),
            )
        ]
    return [check for target in targets for check in _target(target, on)]


def _target(target: Target, on: date) -> list[Check]:
    if target.kind not in COUNTED_BY_UNITS:
        return []
    counted = units_of_target(target, on)
    if counted.units and not counted.unresolved:
        return []
    if counted.units:
        message = _(
            "Chỉ tiêu %(key)s: từ ngữ “%(words)s” chưa rõ là đơn vị nào nên chưa tính."
            " Hãy chọn đơn vị trong thiết lập; việc này không cản ban hành kế hoạch."
        ) % {"key": target.element.key, "words": "; ".join(counted.unresolved)}
        place = (target.element_id, target.element.key)
        return [Check("unresolved_words", Weight.NOTE, message, *place)]
    return [
        Check(
            "no_units",
            Weight.NOTE,
            _(
                "Chỉ tiêu %(key)s chưa xác định được đơn vị được tính nên chưa có số liệu. Hãy chọn"
                " đơn vị trong thiết lập của chỉ tiêu; việc này làm sau khi ban hành cũng được."
            )
            % {"key": target.element.key},
            target.element_id,
            target.element.key,
        )
    ]


def _rules(plan: PlanDocument, on: date) -> list[Check]:
    return [
        Check(
            "no_senders",
            Weight.NOTE,
            _(
                "Chế độ báo cáo “%(text)s” chưa xác định được đơn vị phải gửi nên chưa giao cho ai."
                " Hãy chọn đơn vị trong thiết lập của chế độ báo cáo."
            )
            % {"text": rule.element.text[:80]},
            rule.element_id,
            rule.element.ordinal or rule.element.key,
        )
        for rule in reporting_rules(plan)
        if rule.kind != counting.RuleKind.ADHOC and not units_of_rule(rule, on).units
    ]


def _findings(plan: PlanDocument) -> list[Check]:
    count = Anomaly.objects.filter(
        plan=plan, decision=Decision.OPEN, severity=Severity.ERROR
    ).count()
    if not count:
        return []
    message = ngettext(
        "Còn %(count)d điểm bất thường mức lỗi chưa được xem.",
        "Còn %(count)d điểm bất thường mức lỗi chưa được xem.",
        count,
    ) % {"count": count}
    return [Check("open_findings", Weight.NOTE, message)]
