"""Sentences of the cascade used twice, and the words of a reminder."""

from collections.abc import Iterable, Mapping
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy

from songhanh.engines.vntext import format_date

VERDICTS: Mapping[str, str | Promise] = {
    "same": pgettext_lazy("alignment", "như kế hoạch trên"),
    "stricter": pgettext_lazy("alignment", "cao hơn"),
    "weaker": pgettext_lazy("alignment", "thấp hơn"),
    "other_baseline": pgettext_lazy("alignment", "năm gốc khác"),
    "milestones_dropped": pgettext_lazy("alignment", "bỏ mốc"),
    "missing": pgettext_lazy("alignment", "thiếu"),
    "counterpart": pgettext_lazy("alignment", "có"),
    "own": pgettext_lazy("alignment", "thêm của kế hoạch dưới"),
}
"""What became of an element of the upper plan, by the engine's word."""

TONES: Mapping[str, str] = {
    "same": "good",
    "stricter": "good",
    "weaker": "bad",
    "other_baseline": "warning",
    "milestones_dropped": "warning",
    "missing": "bad",
    "counterpart": "good",
    "own": "info",
}


def reminder(plan_name: str, kind: str, units: Iterable[str], due: date | None = None) -> str:
    """The words of a reminder, ready to be copied into a letter, an e-mail or Zalo.

    Always Vietnamese: they go to offices, whatever the language of the screen.
    """
    names = list(units)
    day = f" (hạn trong kế hoạch: {format_date(due)})" if due else ""
    return (
        f"Kính gửi: {'; '.join(names)}.\n\n"
        f"Thực hiện Kế hoạch {plan_name}, đề nghị các cơ quan, đơn vị, địa phương nêu trên ban hành"
        f" {kind}{day} và cập nhật số, ngày, tệp văn bản lên phần mềm.\n\n"
        "Đơn vị đã ban hành xin cập nhật để được ghi nhận. Trân trọng cảm ơn."
    )
