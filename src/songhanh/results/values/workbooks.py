"""Pages of results as Excel files; a second sheet says in words how the figures are worked out."""

from collections.abc import Iterable, Sequence

from django.http import HttpResponse
from django.utils.translation import gettext as _

from songhanh.foundation.lib.excel import Cell, Column, Kind, workbook_response
from songhanh.foundation.ui.formats import day_text, period_text
from songhanh.programme.plans.models import PlanDocument
from songhanh.programme.targets.models import Target
from songhanh.results.values.comparing import CountLine, Pair, Relative
from songhanh.results.values.disaggregation import Disaggregation
from songhanh.results.values.enums import FORMULAS
from songhanh.results.values.forms import ResultFilter
from songhanh.results.values.own import OwnPlan
from songhanh.results.values.provinces import ProvinceRow
from songhanh.results.values.sentences import known_words
from songhanh.results.values.series import YearLine
from songhanh.results.values.settings import SettingInForce
from songhanh.results.values.tables import ResultRow, UnitRow


def plan_workbook(
    document: PlanDocument, rows: Iterable[ResultRow], form: ResultFilter
) -> HttpResponse:
    """All targets of a plan, each with its formula in words."""
    columns = [
        Column(_("Mục")),
        Column(_("Chỉ tiêu"), width=60),
        Column(_("Kỳ")),
        Column(_("Tử số"), Kind.INTEGER),
        Column(_("Mẫu số"), Kind.INTEGER),
        Column(_("Giá trị"), Kind.DECIMAL),
        Column(_("Đơn vị tính")),
        Column(_("Yêu cầu"), Kind.DECIMAL),
        Column(_("Nguồn của yêu cầu"), width=30),
        Column(_("Trạng thái")),
        Column(_("Dự báo cuối kỳ"), Kind.DECIMAL),
        Column(_("Dự báo và giả định"), width=60),
        Column(_("Cách tính"), width=60),
    ]
    cells = (
        (
            row.result.ordinal,
            row.target.element.text,
            period_text(row.result.period),
            row.result.numerator,
            row.result.denominator,
            row.value,
            row.result.unit,
            row.required,
            row.required_from.label if row.required_from else "",
            row.status.label,
            row.forecast,
            " ".join(row.forecast_words),
            FORMULAS[row.target.kind],
        )
        for row in rows
    )
    notes = [(_("Kế hoạch"), document.title), *_asked(form)]
    return workbook_response(f"ket-qua-{document.code}.xlsx", columns, cells, notes=notes)


def target_workbook(
    chosen: ResultRow,
    units: Iterable[UnitRow],
    form: ResultFilter,
    settings: Iterable[SettingInForce],
    sentence: str,
) -> HttpResponse:
    """The units of one figure."""
    columns = [
        Column(_("Mã")),
        Column(_("Đơn vị"), width=40),
        Column(_("Kết quả")),
        Column(_("Số lượng"), Kind.DECIMAL),
        Column(_("Cần đạt"), Kind.DECIMAL),
        Column(_("Còn thiếu"), Kind.DECIMAL),
        Column(_("Gồm cả bản ghi chờ chấp nhận"), Kind.DECIMAL),
    ]
    cells = (
        (
            one.code,
            one.title or one.name,
            one.verdict.label,
            one.count,
            one.needed,
            one.lacking,
            one.provisional,
        )
        for one in units
    )
    notes = [*_about(chosen, form), *((one.label, one.value) for one in settings)]
    notes.append((_("Giải thích"), sentence))
    return workbook_response(_file_name("chi-tieu", chosen), columns, cells, notes=notes)


def provinces_workbook(
    whole: ResultRow, provinces: Iterable[ProvinceRow], form: ResultFilter
) -> HttpResponse:
    """One figure by province."""
    columns = [
        Column(_("Mã")),
        Column(_("Tỉnh, thành phố"), width=40),
        Column(_("Đơn vị đạt"), Kind.INTEGER),
        Column(_("Đơn vị được tính"), Kind.INTEGER),
        Column(_("Tỷ lệ"), Kind.PERCENT),
    ]
    cells = ((one.code, one.name, one.passing, one.counted, one.share) for one in provinces)
    name = _file_name("chi-tieu-theo-tinh", whole)
    return workbook_response(name, columns, cells, notes=_about(whole, form))


def disaggregation_workbook(
    document: PlanDocument, target: Target, found: Disaggregation
) -> HttpResponse:
    """What a figure is made of, one line for every part."""
    columns = [
        Column(_("Phân theo")),
        Column(_("Nhóm"), width=40),
        Column(_("Số lượng"), Kind.INTEGER),
        Column(_("Đơn vị đạt"), Kind.INTEGER),
        Column(_("Đơn vị được tính"), Kind.INTEGER),
    ]
    lists = [
        (_("Tháng"), found.months),
        (_("Kênh truyền thông"), found.channels),
        (_("Nhóm đối tượng"), found.audiences),
        (_("Giới tính"), found.sexes),
    ]
    cells: list[Sequence[Cell]] = [
        (by, one.label, one.number, None, None) for by, some in lists for one in some
    ]
    cells += [
        (_("Địa bàn"), one.label, one.records, one.passing, one.counted) for one in found.areas
    ]
    notes = [
        (_("Kế hoạch"), document.title),
        (_("Chỉ tiêu"), target.element.text),
        (_("Cách tính"), str(FORMULAS[target.kind])),
    ]
    name = f"phan-to-{document.code}-{target.element.key}.xlsx".replace("#", "-")
    return workbook_response(name, columns, cells, notes=notes)


def _about(row: ResultRow, form: ResultFilter) -> list[tuple[str, str]]:
    return [
        (_("Chỉ tiêu"), row.target.element.text),
        (_("Kỳ"), period_text(row.result.period)),
        (_("Cách tính"), str(FORMULAS[row.target.kind])),
        *_asked(form),
    ]


def _asked(form: ResultFilter) -> list[tuple[str, str]]:
    """As of when, known when, which records, which map."""
    return [
        (_("Tính đến hết ngày"), day_text(form.day)),
        (_("Theo số liệu có đến ngày"), known_words(form.known_day) or _("mọi số liệu đã có")),
        (_("Bản ghi được tính"), str(form.standing_label)),
        (_("Bản đồ đơn vị"), str(form.map_label)),
    ]


def _file_name(kind: str, row: ResultRow) -> str:
    plan, result = row.target.element.plan, row.result
    return f"{kind}-{plan.code}-{result.ordinal}-{result.period.label}.xlsx".replace("#", "-")


def unit_workbook(name: str, plans: Iterable[OwnPlan], form: ResultFilter) -> HttpResponse:
    """All targets of a unit with what it lacks."""
    columns = [
        Column(_("Kế hoạch")),
        Column(_("Mục")),
        Column(_("Chỉ tiêu"), width=60),
        Column(_("Kỳ")),
        Column(_("Đã có"), Kind.DECIMAL),
        Column(_("Cần có"), Kind.DECIMAL),
        Column(_("Kết quả")),
        Column(_("Còn thiếu"), width=40),
        Column(_("Trước hết ngày"), Kind.DAY),
        Column(_("Cách tính"), width=60),
    ]
    cells = (
        (
            one.plan.name,
            own.row.result.ordinal,
            own.row.target.element.text,
            period_text(own.row.result.period),
            own.has,
            own.needs,
            own.verdict.label,
            " ".join(one.words for one in own.lacks),
            min((one.lack.by for one in own.lacks), default=None),
            FORMULAS[own.row.target.kind],
        )
        for one in plans
        for own in one.rows
    )
    notes = [(_("Đơn vị"), name), *_asked(form)]
    return workbook_response("chi-tieu-cua-don-vi.xlsx", columns, cells, notes=notes)


def years_workbook(
    document: PlanDocument, years: Iterable[int], table: Iterable[YearLine], form: ResultFilter
) -> HttpResponse:
    """All targets of a plan, a column for each year."""
    columns = [Column(_("Mục")), Column(_("Chỉ tiêu"), width=60), Column(_("Cách tính"), width=60)]
    for year in years:
        label = _("Giá trị năm %(year)d") % {"year": year}
        columns += [Column(label, Kind.DECIMAL), Column(_("Trạng thái"))]
    cells = (
        [
            line.target.element.key,
            line.target.element.text,
            FORMULAS[line.target.kind],
            *(
                cell
                for row in line.rows
                for cell in ((row.value, row.status.label) if row else (None, ""))
            ),
        ]
        for line in table
    )
    notes = [(_("Kế hoạch"), document.title), *_asked(form)]
    return workbook_response(f"cac-nam-{document.code}.xlsx", columns, cells, notes=notes)


def pairs_workbook(
    left: PlanDocument, right: PlanDocument, pairs: Iterable[Pair], form: ResultFilter
) -> HttpResponse:
    """The targets of two plans side by side."""
    columns = [
        column
        for plan in (left, right)
        for column in (
            Column(_("Mục")),
            Column(_("Chỉ tiêu của %(plan)s") % {"plan": plan.name}, width=50),
            Column(_("Giá trị"), Kind.DECIMAL),
            Column(_("Yêu cầu"), Kind.DECIMAL),
            Column(_("Trạng thái")),
        )
    ]
    cells = ([*_half(pair.left), *_half(pair.right)] for pair in pairs)
    notes = [(_("Kế hoạch"), left.title), (_("So với kế hoạch"), right.title), *_asked(form)]
    return workbook_response(f"so-sanh-{left.code}.xlsx", columns, cells, notes=notes)


def _half(row: ResultRow | None) -> list[Cell]:
    if row is None:
        return ["", "", None, None, ""]
    return [
        row.result.ordinal,
        row.target.element.text,
        row.value,
        row.required,
        row.status.label,
    ]


def relatives_workbook(
    name: str,
    relatives: Sequence[Relative],
    tables: Iterable[tuple[PlanDocument, list[CountLine]]],
    form: ResultFilter,
) -> HttpResponse:
    """What a unit and those it continues each recorded."""
    columns = [
        Column(_("Kế hoạch")),
        Column(_("Chỉ tiêu"), width=60),
        *(Column(one.name, Kind.DECIMAL, width=30) for one in relatives),
        Column(_("%(name)s trên bản đồ mới") % {"name": name}, Kind.DECIMAL, width=30),
    ]
    cells: list[list[Cell]] = [
        [plan.name, line.target.element.text, *line.counts, line.on_new_map]
        for plan, lines in tables
        for line in lines
    ]
    notes = [(_("Đơn vị"), name), *_asked(form)]
    return workbook_response("truoc-va-sau-sap-xep.xlsx", columns, cells, notes=notes)
