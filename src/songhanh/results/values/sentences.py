"""Why a value is what it is, in sentences that can stand in a report."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from songhanh.engines.counting import Outcome, TargetKind, TargetResult, Verdict, round_half_up
from songhanh.foundation.ui.formats import amount_text, day_text, number_text, period_text
from songhanh.results.values.enums import RequiredFrom, TargetStatus

MOST_NAMES = 5
"""So many units that hold a value back are named; the page lists them all."""


def why(result: TargetResult, names: Mapping[int, str]) -> str:
    """Numerator and denominator, what is required, and who holds the value back.

    ``names`` are of the units that may be named, by id; the others are only numbered.
    """
    parts = [_value(result), _required(result)]
    if result.kind != TargetKind.CONVENTION_SHARE:
        parts.append(_held_back(result, names))
    parts.append(_apart(result))
    return " ".join(part for part in parts if part)


def why_unit(result: TargetResult, outcome: Outcome, name: str) -> str:
    """What one unit has, what it needs and what it lacks."""
    said = {
        "day": day_text(result.as_of),
        "period": period_text(result.period),
        "name": name,
        "has": number_text(_one_place(outcome)),
        "needs": number_text(_needed(outcome)),
    }
    if outcome.verdict == Verdict.TOO_NEW:
        return (
            _(
                "Đến hết ngày %(day)s, %(name)s chưa qua trọn kỳ nào trong %(period)s nên chưa được"
                " tính."
            )
            % said
        )
    if outcome.count is None or outcome.needed is None:
        passes = outcome.verdict == Verdict.PASSING
        words = _("Đến hết ngày %(day)s, %(name)s đã đạt trong %(period)s.")
        if not passes:
            words = _("Đến hết ngày %(day)s, %(name)s chưa đạt trong %(period)s.")
        return words % said
    if outcome.verdict == Verdict.PASSING:
        return (
            _(
                "Đến hết ngày %(day)s, %(name)s có %(has)s trên %(needs)s cần có trong %(period)s:"
                " đã đạt."
            )
            % said
        )
    return _(
        "Đến hết ngày %(day)s, %(name)s có %(has)s trên %(needs)s cần có trong %(period)s: chưa"
        " đạt, còn thiếu %(lacks)s."
    ) % {**said, "lacks": number_text(round_half_up(outcome.needed - outcome.count, 1))}


def _value(result: TargetResult) -> str:
    said = {
        "day": day_text(result.as_of),
        "period": period_text(result.period),
        "value": amount_text(result.rounded(1), result.unit),
        "passing": number_text(result.numerator),
        "all": number_text(result.denominator),
    }
    if result.value is None:
        status = TargetStatus(result.status.value).label
        return _("Đến hết ngày %(day)s, %(period)s chưa có giá trị: %(status)s.") % {
            **said,
            "status": status,
        }
    if result.denominator is None:
        return _("Đến hết ngày %(day)s, %(period)s đạt %(value)s.") % said
    if result.kind == TargetKind.CONVENTION_SHARE:
        return (
            _(
                "Đến hết ngày %(day)s, %(period)s đạt %(value)s: %(passing)s trong %(all)s hương"
                " ước, quy ước đang có hiệu lực đã đạt."
            )
            % said
        )
    return (
        _(
            "Đến hết ngày %(day)s, %(period)s đạt %(value)s: %(passing)s trong %(all)s đơn vị được"
            " tính đã đạt."
        )
        % said
    )


def _required(result: TargetResult) -> str:
    if result.required is None or result.required_from is None or result.value is None:
        return ""
    return _("Yêu cầu là %(required)s (%(source)s) nên trạng thái là “%(status)s”.") % {
        "required": amount_text(round_half_up(result.required, 1), result.unit),
        "source": RequiredFrom(result.required_from.value).label,
        "status": TargetStatus(result.status.value).label,
    }


def _held_back(result: TargetResult, names: Mapping[int, str]) -> str:
    """Those that fail, the furthest behind first."""
    failing = [one for one in result.outcomes if one.verdict == Verdict.FAILING]
    if not failing:
        return ""
    seen = sorted((one for one in failing if one.unit_id in names), key=_reached)
    told = [_counted(one, names[one.unit_id]) for one in seen[:MOST_NAMES]]
    rest = len(failing) - len(told)
    if rest and told:
        told.append(_("và %(count)s đơn vị khác") % {"count": number_text(rest)})
    if not told:
        return _("Còn %(count)s đơn vị chưa đạt.") % {"count": number_text(rest)}
    return _("Chưa đạt: %(units)s.") % {"units": ", ".join(told)}


def _apart(result: TargetResult) -> str:
    too_new = len(result.apart.get("too_new", ()))
    unreviewed = len(result.apart.get("unreviewed", ()))
    parts = []
    if too_new:
        parts.append(
            _("%(count)s đơn vị chưa qua trọn kỳ nào nên chưa vào mẫu số.")
            % {"count": number_text(too_new)}
        )
    if unreviewed:
        parts.append(
            _("%(count)s hương ước, quy ước chưa rà soát, vẫn trong mẫu số.")
            % {"count": number_text(unreviewed)}
        )
    if result.estimated:
        parts.append(_("Giá trị là số ước tính, vì có số liệu chia theo tỷ lệ kế thừa."))
    return " ".join(parts)


def _reached(one: Outcome) -> tuple[float, str]:
    if one.count is None or not one.needed:
        return 0.0, one.code
    return float(one.count / one.needed), one.code


def _counted(one: Outcome, name: str) -> str:
    if one.count is None or one.needed is None:
        return name
    has, needs = number_text(_one_place(one)), number_text(_needed(one))
    return f"{name} ({has}/{needs})"


def _one_place(one: Outcome) -> Decimal | None:
    return None if one.count is None else round_half_up(one.count, 1)


def _needed(one: Outcome) -> Decimal | None:
    return None if one.needed is None else round_half_up(one.needed, 1)


def known_words(known_on: date | None) -> str:
    """Which knowledge a page shows; empty where it is all that is known."""
    if known_on is None:
        return ""
    return _("theo số liệu có đến hết ngày %(day)s") % {"day": day_text(known_on)}
