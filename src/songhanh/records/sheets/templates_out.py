"""The template of a kind: headings, examples, lists to choose from, a page of help."""

from io import BytesIO

import xlsxwriter  # type: ignore[import-untyped]  # the library brings no types
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from songhanh.records.recording.queries import codes_of
from songhanh.records.recording.sheet import CellKind, Sheet, SheetColumn
from songhanh.records.sheets.grids import MAX_ROWS

_HEADING = {"bold": True, "text_wrap": True, "valign": "vcenter", "border": 1}
_ROWS = 1000


def template_of(sheet: Sheet, title: str) -> bytes:
    """An .xlsx file to fill in: the sheet with two rows of example, the lists, the help."""
    buffer = BytesIO()
    with xlsxwriter.Workbook(buffer, {"strings_to_formulas": False}) as book:
        data = book.add_worksheet(_("Dữ liệu"))
        lists = book.add_worksheet(pgettext("sheet", "Danh mục"))
        needed = book.add_format(_HEADING | {"bg_color": "#E4F0EC"})
        free = book.add_format(_HEADING | {"bg_color": "#EEEEEA"})
        text = book.add_format({"num_format": "@"})
        for place, column in enumerate(sheet.columns):
            heading = f"{column.heading} *" if column.required else str(column.heading)
            data.set_column(place, place, column.width, text if _is_text(column) else None)
            data.write_string(0, place, heading, needed if column.required else free)
            for row, example in enumerate(column.examples, start=1):
                _write(data, row, place, column, example)
            _offer(data, lists, place, column, needed)
        data.freeze_panes(1, 0)
        _help(book.add_worksheet(_("Hướng dẫn")), sheet, title, needed)
    return buffer.getvalue()


def _is_text(column: SheetColumn) -> bool:
    """Days too are typed as text: what stands in the cell is then what was typed."""
    return column.kind not in (CellKind.COUNT, CellKind.AMOUNT, CellKind.DECIMAL)


def _write(data: object, row: int, place: int, column: SheetColumn, example: str) -> None:
    if not example:
        return
    if _is_text(column):
        data.write_string(row, place, example)  # type: ignore[attr-defined]  # as above
    else:
        data.write_number(row, place, float(example))  # type: ignore[attr-defined]  # as above


def _offer(data: object, lists: object, place: int, column: SheetColumn, look: object) -> None:
    """A list in the cells, taken from the page of lists; several values are typed with ``;``."""
    words = _choices(column)
    if not words:
        return
    lists.write_string(0, place, str(column.heading), look)  # type: ignore[attr-defined]  # as above
    lists.set_column(place, place, column.width)  # type: ignore[attr-defined]  # as above
    for row, word in enumerate(words, start=1):
        lists.write_string(row, place, word)  # type: ignore[attr-defined]  # as above
    if column.kind is CellKind.CODES:
        return
    letter = xlsxwriter.utility.xl_col_to_name(place)
    data.data_validation(  # type: ignore[attr-defined]  # as above
        1,
        place,
        _ROWS,
        place,
        {
            "validate": "list",
            "source": f"='{pgettext('sheet', 'Danh mục')}'!${letter}$2:${letter}${len(words) + 1}",
            "error_title": _("Không có trong danh mục"),
            "error_message": _("Hãy chọn một mục trong danh sách thả xuống."),
        },
    )


def _choices(column: SheetColumn) -> list[str]:
    if column.code_list:
        return [entry.label for entry in codes_of(column.code_list)]
    return [ways[0] for ways in column.answers().values()]


def _help(page: object, sheet: Sheet, title: str, look: object) -> None:
    page.set_column(0, 0, 34)  # type: ignore[attr-defined]  # as above
    page.set_column(1, 1, 90)  # type: ignore[attr-defined]  # as above
    lines = [
        (title, _("Mỗi dòng một việc. Hai dòng đầu là ví dụ: hãy ghi đè hoặc xóa đi.")),
        (_("Cột có dấu *"), _("Bắt buộc. Các cột khác để trống nếu chưa biết; số 0 là không có.")),
        (_("Ngày"), _("Ngày/tháng/năm, hai chữ số ngày và tháng, ví dụ 08/03/2026.")),
        (_("Nhiều giá trị"), _("Cách nhau bằng dấu chấm phẩy, ví dụ phụ nữ; thanh niên.")),
        (
            _("Bảng riêng của đơn vị"),
            _("Không phải theo mẫu này: khi tải lên, hãy chọn cột nào là gì một lần."),
        ),
        (_("Giới hạn"), _("Tối đa %(rows)s dòng một tệp.") % {"rows": MAX_ROWS}),
    ]
    lines += [(str(one.heading), _expected(one)) for one in sheet.columns]
    for row, (left, right) in enumerate(lines):
        page.write_string(row, 0, left, look if not row else None)  # type: ignore[attr-defined]  # as above
        page.write_string(row, 1, right)  # type: ignore[attr-defined]  # as above


_SAID = {
    CellKind.DAY: gettext_lazy("Ngày/tháng/năm."),
    CellKind.COUNT: gettext_lazy("Số nguyên không âm."),
    CellKind.AMOUNT: gettext_lazy("Số tiền bằng đồng."),
    CellKind.DECIMAL: gettext_lazy("Một số; phần lẻ sau dấu phẩy, ví dụ 52,5."),
    CellKind.CODES: gettext_lazy("Một hay nhiều mục của trang “Danh mục”."),
    CellKind.LINK: gettext_lazy("Tên một bản ghi đã có của đơn vị, viết đúng như trong sổ."),
}
"""What a cell of each kind holds."""


def _expected(column: SheetColumn) -> str:
    words = _choices(column)
    if column.kind in _SAID:
        return str(_SAID[column.kind])
    return _("Một trong: %(words)s.") % {"words": ", ".join(words)} if words else _("Chữ.")
