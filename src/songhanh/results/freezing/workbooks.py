"""Frozen results as Excel files."""

from collections.abc import Iterable

from django.http import HttpResponse
from django.utils.translation import gettext as _

from songhanh.foundation.lib.excel import Column, Kind, workbook_response
from songhanh.foundation.ui.formats import day_text, moment_text, period_text
from songhanh.results.freezing.models import FrozenFigure, FrozenResults
from songhanh.results.freezing.revisions import FigureRevision, UnitRevision
from songhanh.results.values.enums import FORMULAS


def list_workbook(found: Iterable[FrozenResults]) -> HttpResponse:
    """The list of what was frozen."""
    columns = [
        Column(_("Kế hoạch"), width=40),
        Column(_("Số"), Kind.INTEGER),
        Column(_("Mục đích"), width=50),
        Column(_("Tính đến hết ngày"), Kind.DAY),
        Column(_("Bản ghi được tính")),
        Column(_("Chốt lúc"), Kind.MOMENT),
        Column(_("Người chốt")),
        Column(_("Mã bản chốt"), width=70),
    ]
    cells = (
        (
            one.plan.name,
            one.number,
            one.purpose,
            one.as_of,
            one.get_standing_display(),
            one.taken_at,
            str(one.acting_user or ""),
            one.content_hash,
        )
        for one in found
    )
    return workbook_response("ban-chot-ket-qua.xlsx", columns, cells)


def frozen_workbook(
    frozen: FrozenResults, said: dict[str, str], rows: Iterable[FigureRevision]
) -> HttpResponse:
    """All frozen figures, each with its formula, its value now and why it moved.

    ``said`` are the settings of the targets in words, by ordinal.
    """
    columns = [
        Column(_("Mục")),
        Column(_("Chỉ tiêu"), width=60),
        Column(_("Kỳ")),
        Column(_("Tử số"), Kind.INTEGER),
        Column(_("Mẫu số"), Kind.INTEGER),
        Column(_("Giá trị đã chốt"), Kind.DECIMAL),
        Column(_("Đơn vị tính")),
        Column(_("Yêu cầu"), Kind.DECIMAL),
        Column(_("Trạng thái khi chốt")),
        Column(_("Dự báo cuối kỳ khi chốt"), Kind.DECIMAL),
        Column(_("Giá trị hiện nay"), Kind.DECIMAL),
        Column(_("Thay đổi"), Kind.DECIMAL),
        Column(_("Trạng thái hiện nay")),
        Column(_("Vì sao thay đổi"), width=60),
        Column(_("Giải thích khi chốt"), width=60),
        Column(_("Cách tính"), width=60),
        Column(_("Thiết lập"), width=60),
    ]
    cells = (
        (
            row.figure.ordinal,
            row.figure.text,
            period_text(row.figure.period),
            row.figure.numerator,
            row.figure.denominator,
            row.figure.value,
            row.figure.unit_word,
            row.figure.required,
            row.figure.get_status_display(),
            row.figure.forecast,
            row.value_now,
            row.change,
            row.status_now.label if row.status_now else "",
            " ".join(row.reasons),
            row.figure.sentence,
            FORMULAS[row.figure.kind],
            said.get(row.figure.ordinal, ""),
        )
        for row in rows
    )
    name = f"ban-chot-{frozen.plan.code}-{frozen.number}.xlsx"
    return workbook_response(name, columns, cells, notes=_notes(frozen))


def figure_workbook(figure: FrozenFigure, units: Iterable[UnitRevision]) -> HttpResponse:
    """The units of one frozen figure, then and now."""
    columns = [
        Column(_("Mã")),
        Column(_("Đơn vị"), width=40),
        Column(_("Kết quả khi chốt")),
        Column(_("Số lượng khi chốt"), Kind.DECIMAL),
        Column(_("Cần đạt khi chốt"), Kind.DECIMAL),
        Column(_("Kết quả hiện nay")),
        Column(_("Số lượng hiện nay"), Kind.DECIMAL),
        Column(_("Cần đạt hiện nay"), Kind.DECIMAL),
    ]
    cells = (
        [
            one.code,
            one.name,
            *(
                cell
                for state in (one.then, one.now)
                for cell in (
                    (state.verdict.label, state.count, state.needed) if state else ("", None, None)
                )
            ),
        ]
        for one in units
    )
    frozen = figure.frozen
    name = f"ban-chot-{frozen.plan.code}-{frozen.number}-{figure.ordinal}-{figure.period}.xlsx"
    notes = [
        *_notes(frozen),
        (_("Chỉ tiêu"), figure.text),
        (_("Kỳ"), period_text(figure.period)),
        (_("Cách tính"), str(FORMULAS[figure.kind])),
    ]
    return workbook_response(name.replace("#", "-"), columns, cells, notes=notes)


def _notes(frozen: FrozenResults) -> list[tuple[str, str]]:
    return [
        (_("Kế hoạch"), frozen.plan_name),
        (_("Bản chốt số"), str(frozen.number)),
        (_("Mục đích"), frozen.purpose),
        (_("Tính đến hết ngày"), day_text(frozen.as_of)),
        (
            _("Theo số liệu có đến ngày"),
            day_text(frozen.known_on) if frozen.known_on else _("lúc chốt"),
        ),
        (_("Bản ghi được tính"), str(frozen.get_standing_display())),
        (_("Bản đồ đơn vị"), str(frozen.get_map_display())),
        (_("Chốt lúc"), moment_text(frozen.taken_at)),
        (_("Mã bản chốt"), frozen.content_hash),
    ]
