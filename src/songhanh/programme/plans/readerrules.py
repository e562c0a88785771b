"""The reader's rules in words: why an element was taken for what it is."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

RULES: dict[str, str | Promise] = {
    "legal.citation": _("có loại văn bản, số và ký hiệu ở phần căn cứ hoặc trong câu"),
    "target.sentence": _("câu ở phần mục tiêu nêu một lượng phải đạt"),
    "target.elsewhere": _("câu nêu một lượng phải đạt, nhưng đứng ngoài phần mục tiêu"),
    "target.roadmap": _("dòng của bảng lộ trình"),
    "group.heading": _("đề mục dưới phần nhiệm vụ, giải pháp"),
    "group.table": _("bảng nhiệm vụ"),
    "task.item": _("điểm, gạch đầu dòng hoặc đoạn dưới một nhóm nhiệm vụ"),
    "task.row": _("dòng của bảng nhiệm vụ"),
    "funding.clause": _("câu ở phần kinh phí"),
    "assignment.item": _("mục ở phần tổ chức thực hiện, mở đầu bằng tên cơ quan"),
    "duty.item": _("điểm, gạch đầu dòng hoặc đoạn dưới tên một cơ quan"),
    "reporting.clause": _("câu giao báo cáo, có kỳ hoặc ngày nộp"),
    "reporting.onward": _("câu giao tổng hợp và báo cáo tiếp lên trên"),
    "campaign.name": _("tên đợt cao điểm"),
    "day.name": _("tên hoặc ngày của ngày kỷ niệm"),
    "recipient.line": _("dòng dưới “Nơi nhận”"),
    "footnote.line": _("dòng chú thích có ký hiệu"),
}


def rule_words(rule: str) -> str:
    """Why the reader took something for what it is; empty for a rule that has no words."""
    return str(RULES.get(rule, ""))
