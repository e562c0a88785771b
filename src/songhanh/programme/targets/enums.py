"""Words of a target, as in plan.schema.json and the counting rules."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class TargetKind(models.TextChoices):
    """What a target counts. The formulas stand in the counting engine."""

    SESSIONS_PER_YEAR = "sessions_per_year", _("số cuộc truyền thông trong năm")
    ACTION_MONTH_PLAN_SHARE = (
        "action_month_plan_share",
        _("tỷ lệ đơn vị có kế hoạch và hoạt động Tháng hành động"),
    )
    AWARENESS_INCREASE = "awareness_increase", _("mức tăng nhận thức")
    MEDIA_INDEX_SHARE = (
        "media_index_share",
        _("tỷ lệ cơ quan truyền thông áp dụng Bộ chỉ số về giới"),
    )
    CONVENTION_SHARE = "convention_share", _("tỷ lệ hương ước, quy ước không phân biệt đối xử")
    LOUDSPEAKER_ITEMS_PER_QUARTER = (
        "loudspeaker_items_per_quarter",
        _("số tin, bài trên đài truyền thanh mỗi quý"),
    )
    CENTRE_ITEMS_PER_QUARTER = "centre_items_per_quarter", _("số tin, bài của trung tâm mỗi quý")
    MONTHLY_COLUMN = "monthly_column", _("chuyên mục, chuyên đề hằng tháng")
    DIGITAL_MODEL_PER_YEAR = (
        "digital_model_per_year",
        _("mô hình truyền thông số cộng đồng mỗi năm"),
    )
    OTHER = "other", _("chỉ tiêu khác")


THRESHOLD_KINDS = (
    TargetKind.SESSIONS_PER_YEAR,
    TargetKind.LOUDSPEAKER_ITEMS_PER_QUARTER,
    TargetKind.CENTRE_ITEMS_PER_QUARTER,
    TargetKind.MONTHLY_COLUMN,
    TargetKind.DIGITAL_MODEL_PER_YEAR,
)
"""Kinds whose value is the number each unit must reach."""


class Comparator(models.TextChoices):
    """How a value is held against what is required."""

    AT_LEAST = ">=", _("ít nhất")
    AT_MOST = "<=", _("không quá")
    EQUAL = "=", _("bằng")
    MORE = ">", _("trên")
    LESS = "<", _("dưới")
    BETWEEN = "between", _("trong khoảng")


class CountingPeriod(models.TextChoices):
    """The period a target is counted in; once = reached by a year."""

    YEAR = "year", _("năm")
    HALF_YEAR = "half_year", _("6 tháng")
    QUARTER = "quarter", _("quý")
    MONTH = "month", _("tháng")
    WEEK = "week", _("tuần")
    SCHOOL_TERM = "school_term", _("học kỳ")
    ONCE = "once", _("một lần, đến năm")


class Stage(models.TextChoices):
    """Adoption stage a milestone refers to, as printed in plans."""

    PILOT = "thí điểm", _("thí điểm")
    OFFICIAL = "chính thức", _("chính thức")


class Reading(models.TextChoices):
    """One of the accepted meanings of an open word of the plan (cách hiểu)."""

    ORGANISES = "organises", _("đơn vị tổ chức")
    RECEIVES = "receives", _("địa bàn được truyền thông")
    POINTS = "points", _("điểm phần trăm")
    RELATIVE = "relative", _("phần trăm so với năm gốc")
    KEPT = "kept", _("mô hình được duy trì trong năm")
    NEW = "new", _("mô hình lập mới trong năm")


class RoadmapOrigin(models.TextChoices):
    """Where the numbers of a roadmap come from."""

    TYPED = "typed", _("nhập trên trang")
    SHEET = "sheet", _("từ tệp Excel")
    ANNEX = "annex", _("theo phụ lục, mốc của kế hoạch")
    LINE = "line", _("đề xuất đường thẳng, đã xác nhận")
    PACKAGE = "package", _("từ gói dữ liệu")
    AMENDMENT = "amendment", _("do sửa đổi kế hoạch")


READINGS = {
    TargetKind.SESSIONS_PER_YEAR: (Reading.ORGANISES, Reading.RECEIVES),
    TargetKind.AWARENESS_INCREASE: (Reading.POINTS, Reading.RELATIVE),
    TargetKind.DIGITAL_MODEL_PER_YEAR: (Reading.KEPT, Reading.NEW),
}
"""The readings a kind knows, its default first."""
