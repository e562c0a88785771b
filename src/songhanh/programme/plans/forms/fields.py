"""Fields for what plans print: days of every year, lists one a line, milestones."""

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from songhanh.engines.counting import MonthDay
from songhanh.engines.vntext import format_number, normal, read_number
from songhanh.foundation.lib.text import LinesField
from songhanh.programme.plans.phrases import printed_day, without_zeros
from songhanh.programme.targets.enums import Stage

_YEAR_DAY = re.compile(r"(\d{1,2})\s*[/.-]\s*(\d{1,2})")
_DAY = re.compile(r"\d{1,2}")
_MILESTONE = re.compile(r"(\d{4})\s*[:–-]\s*([\d.,]+)\s*(?:%|)\s*(?:[–-]\s*([\d.,]+)\s*%?)?\s*(.*)")


def stored_day(typed: str) -> str:
    """30/11 as the contracts write it: ``11-30``.

    Raises:
        ValidationError: no day of the calendar can be read.
    """
    found = _YEAR_DAY.fullmatch(typed)
    if found:
        stored = f"{int(found[2]):02d}-{int(found[1]):02d}"
        try:
            return str(MonthDay.parse(stored))
        except ValueError:
            pass
    raise ValidationError(
        _("“%(typed)s” chưa đọc được thành ngày trong năm. Hãy ghi ngày/tháng, ví dụ 30/11."),
        params={"typed": typed},
    )


class YearDayField(forms.CharField):
    """A day that comes back every year: typed 30/11, kept as ``11-30``."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("help_text", gettext_lazy("Ngày và tháng, ví dụ 30/11."))
        super().__init__(max_length=10, **kwargs)

    def prepare_value(self, value: object) -> object:
        """The day as people write it."""
        stored = isinstance(value, str) and re.fullmatch(r"\d\d-\d\d", value)
        return printed_day(value) if stored and isinstance(value, str) else value

    def clean(self, value: object) -> str:
        """``MM-DD``, or empty."""
        typed = normal(str(super().clean(value) or ""))
        return stored_day(typed) if typed else ""


class ListField(LinesField):
    """Several short texts, one a line."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.Textarea(attrs={"rows": 3}))
        kwargs.setdefault("help_text", gettext_lazy("Mỗi dòng một mục."))
        super().__init__(**kwargs)

    def prepare_value(self, value: object) -> object:
        """One a line."""
        return (
            "\n".join(value)
            if isinstance(value, Sequence) and not isinstance(value, str)
            else value
        )

    def clean(self, value: object) -> list[str]:
        """The texts, without empty lines.

        Raises:
            ValidationError: a line is longer than 500 characters.
        """
        lines = [line for line in str(super().clean(value) or "").split("\n") if line]
        for number, line in enumerate(lines, start=1):
            if len(line) > 500:
                raise ValidationError(
                    _("Dòng %(number)d dài hơn 500 ký tự. Hãy viết ngắn lại."),
                    params={"number": number},
                )
        return lines


class DueDaysField(ListField):
    """Printed due days, one a line: 30/11, or 25 for a day of each month."""

    def clean(self, value: object) -> list[str]:
        """``MM-DD`` and ``DD``."""
        return [self._day(line) for line in super().clean(value)]

    def prepare_value(self, value: object) -> object:
        """As people write them."""
        if isinstance(value, list):
            value = [printed_day(day) for day in value]
        return super().prepare_value(value)

    def _day(self, line: str) -> str:
        if _DAY.fullmatch(line) and 1 <= int(line) <= 31:
            return f"{int(line):02d}"
        return stored_day(line)


class MilestonesField(LinesField):
    """Milestones, one a line: ``2025: 70 thí điểm``; a range as ``2030: 10 - 15``."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.Textarea(attrs={"rows": 3}))
        kwargs.setdefault(
            "help_text",
            gettext_lazy("Mỗi dòng một mốc: năm, dấu hai chấm, giá trị. Ví dụ 2025: 70 thí điểm."),
        )
        super().__init__(**kwargs)

    def prepare_value(self, value: object) -> object:
        """One a line."""
        if not isinstance(value, list):
            return value
        return "\n".join(_milestone_line(row) for row in value)

    def clean(self, value: object) -> list[dict[str, Any]]:
        """Rows of year, value, value_max and stage.

        Raises:
            ValidationError: a line is no milestone, or a year and stage stand twice.
        """
        lines = [line for line in str(super().clean(value) or "").split("\n") if line]
        rows = [_milestone(line) for line in lines]
        if len({(row["year"], row["stage"]) for row in rows}) < len(rows):
            raise ValidationError(_("Mỗi năm chỉ ghi một mốc cho mỗi mức áp dụng."))
        return rows


def _milestone_line(row: dict[str, Any]) -> str:
    top = (
        f" - {format_number(without_zeros(row['value_max']))}"
        if row["value_max"] is not None
        else ""
    )
    stage = f" {row['stage']}" if row["stage"] else ""
    return f"{row['year']}: {format_number(without_zeros(row['value']))}{top}{stage}"


def _milestone(line: str) -> dict[str, Any]:
    found = _MILESTONE.fullmatch(line)
    stage = normal(found[4]) if found else ""
    if not found or stage not in {"", *Stage.values} or not 1990 <= int(found[1]) <= 2100:
        raise ValidationError(
            _(
                "Dòng “%(line)s” chưa đọc được thành mốc. Hãy ghi năm, dấu hai chấm, giá trị và nếu"
                " có thì mức áp dụng (thí điểm, chính thức), ví dụ 2025: 70 thí điểm."
            ),
            params={"line": line},
        )
    return {
        "year": int(found[1]),
        "value": _decimal(found[2], line),
        "value_max": _decimal(found[3], line) if found[3] else None,
        "stage": stage,
    }


def _decimal(text: str, line: str) -> Decimal:
    value = read_number(text)
    if value is None:
        raise ValidationError(
            _("Dòng “%(line)s”: “%(text)s” chưa đọc được thành số. Hãy ghi như 97,5."),
            params={"line": line, "text": text},
        )
    return value


def choice_field(form: forms.BaseForm, name: str) -> forms.ChoiceField:
    """A field of a form, known to be a choice."""
    return cast("forms.ChoiceField", form.fields[name])


def model_field(form: forms.BaseForm, name: str) -> "forms.ModelChoiceField[Any]":
    """A field of a form, known to choose among rows."""
    return cast("forms.ModelChoiceField[Any]", form.fields[name])
