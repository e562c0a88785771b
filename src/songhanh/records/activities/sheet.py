"""Activities as an Excel sheet."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from songhanh.records.activities.imports import store_entries
from songhanh.records.recording.enums import CodeList
from songhanh.records.recording.sheet import (
    TOTAL,
    UNIT,
    YES_NO_WORDS,
    CellKind,
    Sheet,
    SheetColumn,
)

SHEET = Sheet(
    columns=(
        SheetColumn(
            UNIT,
            _("Đơn vị"),
            aliases=("đơn vị chủ trì", "đơn vị thực hiện", "cơ quan", "xã", "mã đơn vị"),
            examples=("Xã An Hòa", "Xã An Hòa"),
            width=28,
        ),
        SheetColumn(
            "title",
            _("Tên hoạt động"),
            required=True,
            aliases=("hoạt động", "nội dung", "tên cuộc", "nội dung hoạt động"),
            examples=("Nói chuyện về Luật Bình đẳng giới", "Tọa đàm phòng, chống bạo lực gia đình"),
            width=46,
        ),
        SheetColumn(
            "form",
            _("Hình thức"),
            CellKind.CODE,
            required=True,
            aliases=("loại hình", "hình thức tổ chức"),
            code_list=CodeList.ACTIVITY_FORM,
            examples=("nói chuyện chuyên đề", "tọa đàm"),
            width=24,
        ),
        SheetColumn(
            "held_on",
            _("Ngày tổ chức"),
            CellKind.DAY,
            required=True,
            aliases=("ngày", "thời gian", "ngày tháng", "ngày thực hiện", "từ ngày"),
            examples=("08/03/2026", "15/03/2026"),
            width=14,
        ),
        SheetColumn("ended_on", _("Đến ngày"), CellKind.DAY, aliases=("ngày kết thúc",), width=14),
        SheetColumn(
            "place",
            _("Địa điểm"),
            aliases=("nơi tổ chức", "thôn", "tại"),
            examples=("Nhà văn hóa thôn 2", "Trường THCS An Hòa"),
            width=28,
        ),
        SheetColumn(
            "commune",
            _("Xã, phường nơi tổ chức"),
            aliases=("địa bàn",),
            examples=("", ""),
            width=24,
        ),
        SheetColumn(
            "on_law_policy",
            _("Về pháp luật, chính sách"),
            CellKind.WORD,
            required=True,
            aliases=("pháp luật", "có nội dung pháp luật", "về pháp luật"),
            words=YES_NO_WORDS,
            examples=("có", "không"),
        ),
        SheetColumn(
            "integrated",
            _("Chuyên đề hay lồng ghép"),
            CellKind.WORD,
            aliases=("lồng ghép",),
            words={
                "no": ("chuyên đề", "không", "no", "0"),
                "yes": ("lồng ghép", "có", "x", "yes", "1"),
            },
            examples=("chuyên đề", "lồng ghép"),
        ),
        SheetColumn(
            "mode",
            _("Cách thức"),
            CellKind.WORD,
            aliases=("trực tiếp hay gián tiếp",),
            words={"direct": ("trực tiếp",), "indirect": ("gián tiếp", "trực tuyến")},
            examples=("trực tiếp", ""),
        ),
        SheetColumn("male", _("Nam"), CellKind.COUNT, aliases=("số nam",), examples=("40", "25")),
        SheetColumn("female", _("Nữ"), CellKind.COUNT, aliases=("số nữ",), examples=("60", "35")),
        SheetColumn(
            "unknown_sex", _("Chưa tách nam, nữ"), CellKind.COUNT, aliases=("chưa tách",), width=14
        ),
        SheetColumn(
            TOTAL,
            _("Tổng số người dự"),
            CellKind.COUNT,
            aliases=("tổng số", "số người", "số người tham dự", "người tham gia", "số lượt"),
            examples=("100", "60"),
            width=14,
        ),
        SheetColumn(
            "children", _("Trong đó trẻ em"), CellKind.COUNT, aliases=("trẻ em",), width=14
        ),
        SheetColumn(
            "minority",
            _("Trong đó người dân tộc thiểu số"),
            CellKind.COUNT,
            aliases=("dân tộc thiểu số", "dtts", "người dtts"),
            width=16,
        ),
        SheetColumn(
            "cost_vnd",
            _("Kinh phí (đồng)"),
            CellKind.AMOUNT,
            aliases=("kinh phí", "chi phí"),
            examples=("1500000", ""),
        ),
        SheetColumn(
            "fund_source",
            _("Nguồn kinh phí"),
            aliases=("nguồn",),
            examples=("Ngân sách xã", ""),
            width=22,
        ),
        SheetColumn(
            "co_hosts",
            _("Đơn vị phối hợp tổ chức"),
            CellKind.LINES,
            aliases=("phối hợp", "đơn vị phối hợp"),
            width=30,
        ),
        SheetColumn(
            "audiences",
            pgettext_lazy("column", "Nhóm đối tượng"),
            CellKind.CODES,
            aliases=("đối tượng",),
            code_list=CodeList.AUDIENCE,
            examples=("phụ nữ; thanh niên", ""),
            width=28,
        ),
    ),
    identity=(UNIT, "title", "held_on", "place"),
    store=store_entries,
)
