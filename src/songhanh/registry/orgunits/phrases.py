"""Sentences and words used in more than one place."""

from django.utils.translation import gettext_lazy as _

OFFICIAL_SOURCE = "danh mục chính thức"
"""The source written on units of the official lists; shown beside the unit."""

USUAL_SOURCE = "khung cơ quan thường gặp"
"""The source written on the bodies every province has."""

WORKBOOK_SOURCE = "bảng Excel"
"""The source written on units loaded from a workbook."""

ONLY_KEEPERS = _(
    "Chỉ cán bộ cơ quan thường trực và quản trị viên được sửa danh mục đơn vị trong phạm vi "
    "của mình."
)
OFFICIAL_UNITS_STAY = _(
    "Đây là đơn vị hành chính theo danh mục chính thức; tên, loại và trực thuộc chỉ đổi khi "
    "cập nhật danh mục."
)
OUTSIDE_BRANCH = _("Đơn vị này không thuộc phạm vi của vai trò đang dùng.")
