"""Media items as an Excel sheet: a broadcast log, or what was published."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from songhanh.records.media.imports import store_entries
from songhanh.records.recording.enums import CodeList
from songhanh.records.recording.sheet import UNIT, YES_NO_WORDS, CellKind, Sheet, SheetColumn

SHEET = Sheet(
    columns=(
        SheetColumn(
            UNIT,
            _("Đơn vị đăng, phát"),
            aliases=("đơn vị", "đài", "cơ quan", "xã", "mã đơn vị"),
            examples=("Xã An Hòa", "Xã An Hòa"),
            width=28,
        ),
        SheetColumn(
            "title",
            _("Tên tin, bài"),
            required=True,
            aliases=("tin, bài", "tiêu đề", "tên bài", "nội dung", "tên chương trình"),
            examples=("Phòng, chống bạo lực gia đình", "Gương phụ nữ làm kinh tế giỏi"),
            width=46,
        ),
        SheetColumn(
            "type",
            _("Thể loại"),
            CellKind.CODE,
            required=True,
            aliases=("loại",),
            code_list=CodeList.ITEM_TYPE,
            examples=("tin", "bài"),
        ),
        SheetColumn(
            "channel",
            _("Kênh truyền thông"),
            CellKind.CODE,
            required=True,
            aliases=("kênh", "phương tiện"),
            code_list=CodeList.CHANNEL,
            examples=("truyền thanh", "trang thông tin điện tử"),
            width=24,
        ),
        SheetColumn(
            "published_on",
            _("Ngày đăng, phát"),
            CellKind.DAY,
            required=True,
            aliases=("ngày", "ngày phát", "ngày đăng", "ngày phát sóng", "thời gian"),
            examples=("08/03/2026", "09/03/2026"),
            width=14,
        ),
        SheetColumn(
            "on_gender_equality",
            _("Về bình đẳng giới"),
            CellKind.WORD,
            required=True,
            aliases=("bình đẳng giới", "nội dung về bình đẳng giới"),
            words=YES_NO_WORDS,
            examples=("có", "có"),
        ),
        SheetColumn(
            "minutes",
            _("Thời lượng (phút)"),
            aliases=("thời lượng", "số phút", "phút"),
            examples=("5:30", "8"),
            width=14,
        ),
        SheetColumn(
            "column_name",
            _("Chuyên mục"),
            aliases=("tên chuyên mục",),
            examples=("Bình đẳng giới", ""),
            width=24,
        ),
        SheetColumn(
            "language", _("Ngôn ngữ"), aliases=("tiếng",), examples=("tiếng Việt", "tiếng Ê-đê")
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
    identity=(UNIT, "title", "published_on", "channel"),
    store=store_entries,
)
