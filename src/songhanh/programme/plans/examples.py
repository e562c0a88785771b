"""The settings of a target or a reporting rule in words, with a worked example."""

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import ROUND_CEILING, Decimal
from fractions import Fraction

from django.utils.translation import gettext as _

from songhanh.engines import counting
from songhanh.engines.vntext import format_date
from songhanh.foundation.ui.formats import number_text
from songhanh.programme.rules.models import ReportingRule
from songhanh.programme.targets.enums import CountingPeriod

WHOLE = Fraction(100)
ASSUMED = 10
"""So many units an example has where none could be found yet."""


def target_in_words(spec: counting.TargetSpec, unit_count: int, day: date) -> list[str]:
    """How a target is counted in the year of ``day``, and an example; ``day`` fixes the units."""
    if spec.kind in (counting.TargetKind.OTHER, counting.TargetKind.AWARENESS_INCREASE):
        return _of_a_value(spec, day.year)
    count = unit_count or ASSUMED
    required = counting.required_of(spec, day.year).value
    share = WHOLE if required is None else Fraction(required)
    sentences = [_who_counts(unit_count, day), *_threshold(spec, day.year), _share(share)]
    return [*sentences, *_example(share, count, found=bool(unit_count))]


def rule_in_words(rule: ReportingRule, *, strict: bool, year: int) -> list[str]:
    """The last day that is on time, for each printed due day of the year."""
    found = []
    for one in rule.due_days.all():
        month, _dash, _day = one.printed.rpartition("-")
        if not month:
            continue
        printed = counting.MonthDay.parse(one.printed).in_year(rule.due_year or year)
        last = printed - timedelta(days=1) if strict and rule.due_rule == "before" else printed
        late = last + timedelta(days=1)
        found.append(
            _("Hạn in là %(printed)s: nộp ngày %(last)s là đúng hạn, nộp ngày %(late)s là muộn.")
            % {
                "printed": format_date(printed),
                "last": format_date(last),
                "late": format_date(late),
            }
        )
    return found or [_("Văn bản không nêu ngày trong năm nên chưa tính được đúng hạn hay muộn.")]


def _who_counts(unit_count: int, day: date) -> str:
    if not unit_count:
        return _("Chưa xác định được đơn vị được tính nên chỉ tiêu này chưa có số liệu.")
    return _("Tính trên %(count)d đơn vị có tên ngày %(day)s.") % {
        "count": unit_count,
        "day": format_date(day),
    }


def _threshold(spec: counting.TargetSpec, year: int) -> Sequence[str]:
    threshold = counting.threshold_of(spec, year)
    if threshold is None:
        return ()
    period = CountingPeriod(str(spec.period)).label
    unit = spec.unit if spec.unit != "%" else ""
    amount = " ".join(part for part in (number_text(threshold), unit) if part)
    return (
        _("Một đơn vị đạt khi mỗi %(period)s có từ %(amount)s trở lên.")
        % {"period": period, "amount": amount},
    )


def _share(share: Fraction) -> str:
    return _("Chỉ tiêu đạt khi có từ %(share)s%% số đơn vị đạt.") % {"share": _percent(share)}


def _example(share: Fraction, count: int, *, found: bool) -> list[str]:
    """The fewest units that suffice, and one fewer."""
    enough = int(
        (Decimal(share.numerator * count) / (share.denominator * 100)).to_integral_value(
            rounding=ROUND_CEILING
        )
    )
    enough = min(max(enough, 1), count)
    values = {
        "enough": enough,
        "count": count,
        "share": _percent(Fraction(enough * 100, count)),
        "fewer": enough - 1,
        "less": _percent(Fraction((enough - 1) * 100, count)),
    }
    words = (
        _("Ví dụ: %(enough)d trên %(count)d đơn vị đạt là %(share)s%%, chỉ tiêu đạt;")
        if found
        else _("Ví dụ với %(count)d đơn vị: %(enough)d đơn vị đạt là %(share)s%%, chỉ tiêu đạt;")
    )
    sentence = f"{words} " + _("%(fewer)d đơn vị là %(less)s%%, chưa đạt.")
    said = [sentence % values]
    if count == 1 and found:
        said.append(_("Chỉ có một đơn vị nên kết quả chỉ là 0 hoặc 100 phần trăm."))
    return said


def _of_a_value(spec: counting.TargetSpec, year: int) -> list[str]:
    if spec.kind == counting.TargetKind.OTHER:
        return [_("Chỉ tiêu này nhập số liệu kèm minh chứng; không tự tính từ sổ ghi.")]
    rise = counting.required_of(spec, year).value
    if rise is None:
        return [_("Văn bản không nêu mức tăng nên chưa so được với năm gốc.")]
    start = Fraction(50)
    relative = spec.settings.reading == counting.Reading.RELATIVE
    end = start * (100 + Fraction(rise)) / 100 if relative else start + Fraction(rise)
    words = (
        _("Ví dụ: năm gốc 50%%, tăng %(rise)s%% so với năm gốc thì phải đạt từ %(end)s%%.")
        if relative
        else _(
            "Ví dụ: năm gốc 50%%, tăng %(rise)s điểm phần trăm thì phải đạt từ %(end)s%% trở lên."
        )
    )
    return [words % {"rise": _percent(Fraction(rise)), "end": _percent(end)}]


def _percent(value: Fraction) -> str:
    return number_text(counting.round_half_up(value, 2))
