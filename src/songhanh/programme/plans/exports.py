"""Plans, targets, tasks and assignments as Excel files."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date

from django.http import HttpResponse
from django.utils.translation import gettext as _

from songhanh.foundation.lib.excel import Cell, Column, Kind, workbook_response
from songhanh.programme.elements.enums import ElementKind
from songhanh.programme.elements.models import PlanElement
from songhanh.programme.plans.models import Anomaly, NationalDocument, PlanDocument
from songhanh.programme.plans.queries.outlines import outline_of
from songhanh.registry.orgunits.queries import names_on

Row = Sequence[Cell]


def plans_workbook(plans: Iterable[PlanDocument], on: date) -> HttpResponse:
    """The list of plans."""
    found = list(plans)
    issuers = names_on([plan.issuer_id for plan in found], on)
    columns = [
        Column(_("Mã")),
        Column(_("Số, ký hiệu")),
        Column(_("Ngày ban hành"), Kind.DAY, 14),
        Column(_("Cơ quan ban hành"), width=30),
        Column(_("Trích yếu"), width=60),
        Column(_("Từ năm"), Kind.INTEGER, 10),
        Column(_("Đến năm"), Kind.INTEGER, 10),
        Column(_("Tình trạng")),
    ]
    rows: list[Row] = [
        (
            plan.code,
            plan.number,
            plan.issued_on,
            issuers.get(plan.issuer_id, ""),
            plan.title,
            plan.first_year,
            plan.last_year,
            plan.get_status_display(),
        )
        for plan in found
    ]
    return workbook_response("ke-hoach.xlsx", columns, rows)


def targets_workbook(plan: PlanDocument) -> HttpResponse:
    """The targets of a plan with their milestones."""
    columns = [
        Column(_("Số thứ tự"), width=12),
        Column(_("Chỉ tiêu"), width=70),
        Column(_("Loại chỉ tiêu"), width=30),
        Column(_("So sánh"), width=12),
        Column(_("Giá trị"), Kind.DECIMAL, 10),
        Column(_("Giá trị trên"), Kind.DECIMAL, 10),
        Column(_("Đơn vị tính")),
        Column(_("Tỷ lệ đơn vị phải đạt (%)"), Kind.DECIMAL, 14),
        Column(_("Kỳ tính"), width=14),
        Column(_("Năm gốc"), Kind.INTEGER, 10),
        Column(_("Các mốc"), width=30),
        Column(_("Đối tượng"), width=40),
    ]
    rows = [_target(branch.element) for branch in outline_of(plan)[ElementKind.TARGET].branches]
    return workbook_response(f"chi-tieu-{plan.code}.xlsx", columns, rows)


def tasks_workbook(plan: PlanDocument) -> HttpResponse:
    """The tasks of a plan, each with its group."""
    columns = [
        Column(_("Nhóm nhiệm vụ, giải pháp"), width=50),
        Column(_("Số thứ tự"), width=12),
        Column(_("Nhiệm vụ"), width=80),
        Column(_("Chủ trì"), width=30),
        Column(_("Phối hợp"), width=30),
        Column(_("Thời gian")),
        Column(_("Sản phẩm, kết quả"), width=30),
    ]
    return workbook_response(f"nhiem-vu-{plan.code}.xlsx", columns, _tasks(plan))


def assignments_workbook(plan: PlanDocument) -> HttpResponse:
    """Who is assigned what: one row a duty."""
    columns = [
        Column(_("Số thứ tự"), width=12),
        Column(_("Cơ quan, đơn vị"), width=40),
        Column(_("Vai trò"), width=14),
        Column(_("Nhiệm vụ được giao"), width=90),
        Column(_("Vai trò trong nhiệm vụ"), width=14),
    ]
    return workbook_response(f"phan-cong-{plan.code}.xlsx", columns, _duties(plan))


def findings_workbook(plan: PlanDocument) -> HttpResponse:
    """The findings about a plan, with what was decided about each."""
    columns = [
        Column(_("Mức độ"), width=12),
        Column(_("Dòng"), Kind.INTEGER, 8),
        Column(_("Từ ngữ trong văn bản"), width=50),
        Column(_("Điều đã thấy"), width=60),
        Column(_("Đề nghị"), width=50),
        Column(_("Xử lý"), width=18),
        Column(_("Lý do hoặc cách sửa"), width=40),
        Column(_("Người xử lý"), width=20),
    ]
    found = Anomaly.objects.filter(plan=plan).select_related("decided_by").order_by("position")
    rows: list[Row] = [
        (
            str(one.get_severity_display()),
            one.line_from,
            one.text,
            one.why,
            one.suggestion,
            str(one.get_decision_display()),
            one.reason or one.corrected_to,
            str(one.decided_by or ""),
        )
        for one in found
    ]
    return workbook_response(f"diem-bat-thuong-{plan.code}.xlsx", columns, rows)


def national_workbook(documents: Iterable[NationalDocument]) -> HttpResponse:
    """The register of national documents."""
    columns = [
        Column(_("Loại văn bản"), width=14),
        Column(_("Số, ký hiệu"), width=22),
        Column(_("Ngày ban hành"), Kind.DAY, 14),
        Column(_("Cơ quan ban hành"), width=30),
        Column(_("Trích yếu"), width=70),
        Column(_("Tình trạng"), width=18),
        Column(_("Hết hiệu lực từ"), Kind.DAY, 14),
        Column(_("Được thay thế bằng"), width=22),
        Column(_("Nguồn"), width=40),
    ]
    rows: list[Row] = [
        (
            one.doc_type,
            one.number,
            one.issued_on,
            one.issuer,
            one.title,
            str(one.get_status_display()),
            one.ended_on,
            one.replaced_by.number if one.replaced_by else "",
            one.source,
        )
        for one in documents
    ]
    return workbook_response("van-ban-trung-uong.xlsx", columns, rows)


SHEETS: dict[str, Callable[[PlanDocument], HttpResponse]] = {
    "targets": targets_workbook,
    "tasks": tasks_workbook,
    "assignments": assignments_workbook,
    "findings": findings_workbook,
}
"""What can be taken out of a plan, by the word in the address."""


def _target(element: PlanElement) -> Row:
    target = element.target
    milestones = ", ".join(str(milestone) for milestone in target.milestones.all())
    return (
        element.ordinal,
        element.text,
        target.get_kind_display(),
        target.get_comparator_display(),
        target.value,
        target.value_max,
        target.unit,
        target.coverage_value,
        target.get_period_display(),
        target.baseline_year,
        milestones,
        "; ".join(subject.text for subject in target.subjects.all()),
    )


def _tasks(plan: PlanDocument) -> Iterator[Row]:
    for branch in outline_of(plan)[ElementKind.TASK_GROUP].branches:
        for element in branch.below:
            task = element.task
            yield (
                branch.element.text,
                element.ordinal,
                element.text,
                task.lead,
                task.partners,
                task.time_words,
                task.product,
            )


def _duties(plan: PlanDocument) -> Iterator[Row]:
    for branch in outline_of(plan)[ElementKind.ASSIGNMENT].branches:
        assignment = branch.element.assignment
        for duty in branch.below:
            yield (
                branch.element.ordinal,
                branch.element.text,
                assignment.get_role_display(),
                duty.text,
                duty.duty.get_role_display(),
            )
