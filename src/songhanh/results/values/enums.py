"""Words of the counting engine, for screens."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class TargetStatus(models.TextChoices):
    """How a value stands against what is required (counting rules, "Status")."""

    MET = "met", _("đạt")
    ON_TRACK = "on_track", _("đang đạt")
    AT_RISK = "at_risk", _("nguy cơ")
    MISSED = "missed", _("không đạt")
    NO_DATA = "no_data", _("chưa có số liệu")
    NO_BASELINE = "no_baseline", _("chưa có số liệu nền")
    NOT_ESTABLISHED = "not_established", _("chưa khẳng định được thay đổi")


class RequiredFrom(models.TextChoices):
    """Where the required value of a year comes from."""

    ROADMAP = "roadmap", _("theo lộ trình của năm")
    MILESTONE = "milestone", _("theo mốc trong kế hoạch")
    PATH = "path", _("theo đường thẳng từ giá trị khởi điểm")
    TARGET = "target", _("theo chỉ tiêu của kế hoạch")


class Verdict(models.TextChoices):
    """What became of one unit in a figure."""

    FAILING = "failing", _("chưa đạt")
    PASSING = "passing", _("đạt")
    UNREVIEWED = "unreviewed", _("chưa rà soát")
    TOO_NEW = "too_new", _("chưa đủ một kỳ để tính")


class StandingChoice(models.TextChoices):
    """Which records are counted."""

    ACCEPTED = "accepted", _("đã chấp nhận")
    PROVISIONAL = "provisional", _("gồm cả bản ghi chờ chấp nhận")


class MapChoice(models.TextChoices):
    """Units as they reported, or predecessors shown under their successors."""

    REPORTED = "reported", _("đơn vị tại thời điểm báo cáo")
    NEW = "new", _("đơn vị theo bản đồ hiện hành")
    SERIES = "series", _("chuỗi so sánh: bản đồ của một ngày")


class Assumption(models.TextChoices):
    """What a forecast takes for granted."""

    FINAL = "final", _("kỳ đã kết thúc, đây là giá trị cuối kỳ")
    UNIT_PACE = "unit_pace", _("giả định mỗi đơn vị giữ nhịp như từ đầu kỳ đến nay")
    NO_MORE_MISSED = (
        "no_more_missed",
        _(
            "giả định đơn vị đã lỡ một kỳ thì không bù được, các đơn vị khác giữ nhịp như kỳ đang"
            " chạy"
        ),
    )
    STRAIGHT_LINE = "straight_line", _("giả định giá trị tiếp tục theo đường thẳng như đến nay")
    UNCHANGED = "unchanged", _("giả định giá trị giữ nguyên như hiện nay")
    LIKE_THIS_YEAR = "like_this_year", _("giả định mỗi năm sau kết thúc như dự báo của năm nay")


class Lacking(models.TextChoices):
    """What a unit or convention lacks beside a number."""

    PLAN = "plan", _("kế hoạch hưởng ứng Tháng hành động của năm")
    DEED = "deed", _("hoạt động hoặc tin, bài trong đợt")
    STAGE = "stage", _("mức áp dụng Bộ chỉ số mà năm này yêu cầu")
    REVIEW = "review", _("rà soát bản mới nhất và kết luận")
    CLEAN_TEXT = "clean_text", _("sửa nội dung phân biệt đối xử về giới")


COUNT_WORDS = {
    "sessions_per_year": _("cuộc"),
    "loudspeaker_items_per_quarter": _("tin, bài"),
    "centre_items_per_quarter": _("tin, bài"),
    "digital_model_per_year": _("mô hình"),
}
"""What is counted for one unit of a kind that asks each unit for a number."""

PERIOD_WORDS = {
    "loudspeaker_items_per_quarter": _("quý"),
    "centre_items_per_quarter": _("quý"),
    "monthly_column": _("tháng"),
}
"""What the year of a repeating kind counts for one unit: the periods it passed."""

FORMULAS = {
    "sessions_per_year": _(
        "Đơn vị đạt là đơn vị chủ trì hoặc phối hợp tổ chức đủ số cuộc về pháp luật, chính sách"
        " trong năm. Giá trị = số đơn vị đạt ÷ số đơn vị được tính × 100."
    ),
    "action_month_plan_share": _(
        "Đơn vị đạt là đơn vị có kế hoạch hưởng ứng Tháng hành động của năm và có ít nhất một hoạt"
        " động hoặc tin, bài trong đợt. Giá trị = số đơn vị đạt ÷ số đơn vị được tính × 100."
    ),
    "awareness_increase": _(
        "Giá trị = điểm khảo sát lần sau − điểm khảo sát năm gốc, cùng một bảng hỏi."
    ),
    "media_index_share": _(
        "Đơn vị đạt là cơ quan truyền thông ở mức áp dụng mà kế hoạch yêu cầu. Giá trị = số cơ"
        " quan đạt ÷ số cơ quan được tính × 100."
    ),
    "convention_share": _(
        "Giá trị = số hương ước, quy ước đã rà soát và không phân biệt đối xử về giới ÷ số hương"
        " ước, quy ước đang có hiệu lực × 100."
    ),
    "loudspeaker_items_per_quarter": _(
        "Xã đạt là xã có đủ số tin, bài gốc về bình đẳng giới phát lần đầu trên loa trong quý; phát"
        " lại không tính thêm. Giá trị = số xã đạt ÷ số xã × 100."
    ),
    "centre_items_per_quarter": _(
        "Trung tâm đạt là trung tâm có đủ số tin, bài gốc về bình đẳng giới trong quý. Giá trị = số"
        " trung tâm đạt ÷ số trung tâm × 100."
    ),
    "monthly_column": _(
        "Đơn vị đạt là đơn vị có chuyên mục, chuyên đề về bình đẳng giới trong mọi tháng đã qua."
        " Giá trị = số đơn vị đạt ÷ số đơn vị được tính × 100."
    ),
    "digital_model_per_year": _(
        "Xã đạt là xã có đủ số mô hình truyền thông số cộng đồng trong năm. Giá trị = số xã đạt ÷"
        " số xã × 100."
    ),
    "other": _("Giá trị do cơ quan thường trực nhập kèm minh chứng."),
}
"""Each kind's formula in words; the exact rules stand in the counting rules."""

ENTERED_ON = {
    "action_month_plan_share": "campaignplans:list",
    "awareness_increase": "figures:estimates",
    "media_index_share": "mediaindex:list",
    "convention_share": "conventions:list",
    "digital_model_per_year": "communitymodels:list",
    "other": "figures:values",
}
"""Where the records of a kind are kept that is not counted from activities and items."""
