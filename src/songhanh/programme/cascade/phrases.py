"""Sentences of the cascade used twice, and the words of a reminder."""

from collections.abc import Iterable, Mapping
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import override, pgettext_lazy

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
    with override("vi"):
        told = {
            "units": "; ".join(units),
            "plan": plan_name,
            "kind": kind,
            "day": _(" (hạn trong kế hoạch: %(day)s)") % {"day": format_date(due)} if due else "",
        }
        return (
            _(
                "Kính gửi: %(units)s.\n\n"
                "Thực hiện Kế hoạch %(plan)s, đề nghị các cơ quan, đơn vị, địa phương nêu trên ban "
                "hành %(kind)s%(day)s và cập nhật số, ngày, tệp văn bản lên phần mềm.\n\n"
                "Đơn vị đã ban hành xin cập nhật để được ghi nhận. Trân trọng cảm ơn."
            )
            % told
        )


def kind_of_year(kind: str, year: int) -> str:
    """A kind of plan with its year, as a reminder writes it."""
    with override("vi"):
        return _("%(kind)s năm %(year)s") % {"kind": kind, "year": year}
