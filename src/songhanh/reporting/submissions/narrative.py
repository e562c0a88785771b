"""The words a report begins with: sentences with the numbers filled in, for people to go on from.

Always Vietnamese: they become an official document, whatever the language of the screen.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal

from django.utils import translation

from songhanh.engines.counting import Period
from songhanh.engines.vntext import format_date
from songhanh.foundation.ui.formats import period_text
from songhanh.reporting.submissions.enums import FigureGroup, Section
from songhanh.reporting.submissions.figures import Figure, figure_text
from songhanh.results.values.enums import TargetStatus

_BEHIND = frozenset({TargetStatus.MISSED, TargetStatus.AT_RISK})


def skeleton(
    figures: Sequence[Figure], period: Period, as_of: date, *, who: str = "đơn vị"
) -> dict[str, str]:
    """The text of each section before anybody has written in it."""
    with translation.override("vi"):
        return {
            Section.RESULTS: "\n".join(
                [*_activities(figures, period, as_of, who), *_items(figures), *_targets(figures)]
            ),
            Section.DIFFICULTIES: "",
            Section.SUGGESTIONS: "",
            Section.NEXT: _next(figures),
        }


def supplement_words(figures: Sequence[Figure], first: date, as_of: date) -> dict[str, str]:
    """The text of a supplement: what happened after the report's day, which it does not repeat."""
    by_key = {figure.key: figure for figure in figures}
    with translation.override("vi"):
        told = (
            f"Bổ sung kết quả từ ngày {format_date(first)} đến ngày {format_date(as_of)}, chưa có"
            f" trong báo cáo đã nộp: {_amount(by_key, 'activity')},"
            f" {_amount(by_key, 'item_original')} về bình đẳng giới."
        )
    return {Section.RESULTS: told, **dict.fromkeys(list(Section.values)[1:], "")}


def _activities(figures: Sequence[Figure], period: Period, as_of: date, who: str) -> Iterator[str]:
    by_key = {figure.key: figure for figure in figures}
    if "activity" not in by_key:
        return  # the form of the report does not ask for them
    sentence = (
        f"Trong {period_text(period)} (số liệu tính đến ngày {format_date(as_of)}), {who} đã tổ"
        f" chức {_amount(by_key, 'activity')} truyền thông, trong đó có"
        f" {_amount(by_key, 'session_held')} truyền thông về chính sách, pháp luật bình đẳng giới"
    )
    came = by_key.get("attendance")
    if came is None or came.value is None:
        yield f"{sentence}; số lượt người tham dự chưa được thống kê."
        return
    parts = _parts(figures, "attendance")
    yield f"{sentence}, với {came.value_text} tham dự{f' ({parts})' if parts else ''}."


def _items(figures: Sequence[Figure]) -> Iterator[str]:
    by_key = {figure.key: figure for figure in figures}
    if "item_original" not in by_key:
        return
    parts = _parts(figures, "item_original")
    yield (
        f"Số tin, bài về bình đẳng giới đã đăng, phát lần đầu: {_amount(by_key, 'item_original')}"
        f"{f' ({parts})' if parts else ''}; {_amount(by_key, 'item_repeat')} đăng lại, phát lại;"
        f" thời lượng phát sóng: {_value(by_key, 'airtime_minutes')}."
    )


def _targets(figures: Sequence[Figure]) -> list[str]:
    known = [one for one in figures if one.is_target and one.value is not None]
    if not known:
        return ["Các chỉ tiêu của Kế hoạch chưa có số liệu trong kỳ."]
    met = sum(one.status == TargetStatus.MET for one in known)
    lines = [f"Trong {len(known)} kết quả tính theo chỉ tiêu có số liệu, {met} kết quả đã đạt."]
    behind: dict[str, list[Figure]] = {}
    for one in known:
        if one.status in _BEHIND:
            behind.setdefault(one.ordinal, []).append(one)
    if behind:
        lines.append("Các chỉ tiêu chưa đạt hoặc có nguy cơ không đạt:")
        lines += [f"- {periods[0].short_label}: {_said(periods)};" for periods in behind.values()]
        lines[-1] = f"{lines[-1][:-1]}."
    return lines


def _said(periods: Sequence[Figure]) -> str:
    """The periods of one target that lag behind, the target itself being named once."""
    return ", ".join(
        f"{one.period_text} thực hiện {one.value_text} (yêu cầu {one.required_text})"
        for one in periods
    )


def _next(figures: Sequence[Figure]) -> str:
    behind = [one for one in figures if one.is_target and one.status in _BEHIND]
    if not behind:
        return "Tiếp tục thực hiện các nhiệm vụ, chỉ tiêu của Kế hoạch."
    names = list(dict.fromkeys(one.short_label for one in behind))
    lines = [f"- {one};" for one in names[:-1]] + [f"- {names[-1]}."]
    return "\n".join(["Tập trung thực hiện các chỉ tiêu chưa đạt:", *lines])


def _amount(by_key: Mapping[str, Figure], key: str) -> str:
    figure = by_key.get(key)
    value = figure.value if figure and figure.value is not None else Decimal(0)
    return figure_text(value, figure.unit_word if figure else "")


def _value(by_key: Mapping[str, Figure], key: str) -> str:
    figure = by_key.get(key)
    return figure.value_text if figure else figure_text(None, "")


def _parts(figures: Sequence[Figure], measure: str) -> str:
    parts = [one for one in figures if one.key.startswith(f"{measure}:")]
    return ", ".join(f"{one.label} {figure_text(one.value, '')}" for one in parts)


def group_of(figures: Sequence[Figure], *groups: str) -> list[Figure]:
    """The figures of some groups, in their order."""
    return [figure for figure in figures if figure.group in groups]


COUNT_GROUPS = (FigureGroup.ACTIVITY, FigureGroup.ATTENDANCE, FigureGroup.ITEM)
"""Everything but targets."""
