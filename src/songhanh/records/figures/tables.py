"""Rows of the lists of entered figures: cells as screens and workbooks show them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from songhanh.engines.vntext import fold
from songhanh.foundation.lib.excel import Cell, Column, Kind
from songhanh.foundation.ui.formats import number_text
from songhanh.records.figures.enums import EVERYBODY
from songhanh.records.figures.models import SurveyEstimate, TypedValue
from songhanh.records.recording.enums import CodeList
from songhanh.records.recording.queries import labels_of
from songhanh.registry.orgunits.queries import names_on


@dataclass(frozen=True)
class FigureRow:
    """One version of a figure: what it is called, and its cells after that."""

    pk: int
    title: str
    cells: tuple[tuple[str, Cell, str], ...]
    """Heading, value, and the value as a screen shows it."""

    @property
    def pairs(self) -> list[tuple[str, str]]:
        """Headings with what a screen shows."""
        return [(label, shown) for label, _value, shown in self.cells]

    def holds(self, words: str) -> bool:
        """Whether all the words stand in it, with or without diacritics."""
        text = fold(" ".join([self.title, *(shown for _label, _value, shown in self.cells)]))
        return all(word in text for word in fold(words).split())


def columns(rows: Sequence[FigureRow]) -> list[Column]:
    """The columns of a workbook of these rows."""
    if not rows:
        return [Column(_("Số liệu"), width=50)]
    return [
        Column(_("Số liệu"), width=50),
        *(Column(label, _kind_of(value)) for label, value, _shown in rows[0].cells),
    ]


def _kind_of(value: Cell) -> Kind:
    return Kind.TEXT if isinstance(value, str) else Kind.DECIMAL


def estimate_rows(rows: Iterable[SurveyEstimate]) -> list[FigureRow]:
    """Estimates with the names of their groups."""
    groups = {EVERYBODY: _("mọi người trả lời"), **labels_of(CodeList.AUDIENCE)}
    return [
        FigureRow(
            pk=row.pk,
            title=f"{row.questionnaire}, {row.year}",
            cells=(
                _text(_("Lần khảo sát"), row.get_role_display()),
                _text(_("Nhóm người trả lời"), groups.get(row.group, row.group)),
                (_("Điểm"), row.score, number_text(row.score)),
                (_("Sai số chuẩn"), row.standard_error, number_text(row.standard_error)),
                (_("Số người trả lời"), row.respondents, number_text(row.respondents)),
                _text(_("Kế hoạch"), row.plan.code if row.plan else _("mọi kế hoạch")),
            ),
        )
        for row in rows
    ]


def value_rows(rows: Iterable[TypedValue]) -> list[FigureRow]:
    """Typed values with the names of their units."""
    found = list(rows)
    last = max((row.year for row in found), default=1)
    names = names_on({row.unit_id for row in found if row.unit_id}, date(last, 12, 31))
    return [
        FigureRow(
            pk=row.pk,
            title=_("Chỉ tiêu %(ordinal)s, năm %(year)d")
            % {"ordinal": row.ordinal, "year": row.year},
            cells=(
                _text(_("Kế hoạch"), row.plan.code),
                _text(_("Đơn vị"), names.get(row.unit_id or 0, _("cả kế hoạch"))),
                (_("Giá trị"), row.value, number_text(row.value)),
                _text(_("Minh chứng"), row.evidence or _("chưa ghi")),
                _text(_("Ghi chú"), row.note or "–"),
            ),
        )
        for row in found
    ]


def _text(label: str, value: object) -> tuple[str, Cell, str]:
    return label, str(value), str(value)
