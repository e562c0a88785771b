"""The rows of a report's tables of figures: ``{% load figures %}``.

A report has some sixty of them with seven cells each: written here, in one pass, they take a
quarter of the time a template takes for them, which an officer on a weak line waits for.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import quote

from django import template
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from songhanh.foundation.ui.templatetags.ui import badge
from songhanh.reporting.submissions.figures import Figure
from songhanh.reporting.submissions.lines import Line
from songhanh.reporting.submissions.models import Snapshot, Submission

register = template.Library()

_KEY = "KEY"
_NOTHING = SafeString("")


@register.simple_tag
def figure_rows(
    lines: Iterable[Line],
    submission: Submission,
    snapshot: Snapshot | None = None,
    *,
    beside_now: object = False,
    explaining: object = False,
) -> SafeString:
    """``{% figure_rows targets submission snapshot=snapshot explaining=True %}``: rows of a table.

    ``snapshot`` is the version shown, if one is; ``beside_now`` adds a column with today's figures,
    ``explaining`` one of buttons that lead to explanations. The head of the table has the same
    columns (submissions/_figures.html).
    """
    rows = _Rows(
        _source_address(submission, snapshot), bool(beside_now), bool(explaining), _words()
    )
    return SafeString("\n".join(map(rows.row, lines)))


def _words() -> dict[str, str]:
    """What the columns are called: said in each cell too, for screens that show rows as cards."""
    return {
        "required": _("Yêu cầu"),
        "done": _("Thực hiện"),
        "estimate": _("Ước thực hiện"),
        "before": _("Kỳ trước"),
        "now": _("Hiện nay"),
        "status": _("Trạng thái"),
        "explain": _("Giải trình"),
        "change": _("Sửa"),
    }


def _source_address(submission: Submission, snapshot: Snapshot | None) -> str:
    """Where a figure opens, with a stand-in for its key: asking for each takes as long as a row."""
    address = reverse("submissions:source", args=[submission.pk, _KEY])
    return f"{address}?version={snapshot.number}" if snapshot else address


@dataclass(frozen=True)
class _Rows:
    """What all rows of a table share."""

    source: str
    beside_now: bool
    explaining: bool
    words: dict[str, str]

    def row(self, line: Line) -> SafeString:
        """One row: what it is, the values, what can be done."""
        figure, words = line.figure, self.words
        cells = [_heading(line)]
        if figure.is_target:
            cells.append(_numeric(words["required"], figure.required_text))
        cells += [
            self._done(figure),
            _numeric(words["estimate"], figure.provisional_text),
            _numeric(words["before"], _before(line)),
        ]
        if self.beside_now:
            cells.append(_numeric(words["now"], _now(line)))
        if figure.is_target:
            status = badge(line.status_label, status=figure.status)
            cells.append(format_html('<td data-label="{}">{}</td>', words["status"], status))
        if self.explaining:
            cells.append(self._explain(line))
        return SafeString(f"<tr>{''.join(cells)}</tr>")

    def _done(self, figure: Figure) -> SafeString:
        """The value as a link to what it was counted from."""
        fraction = figure.fraction_text
        return format_html(
            '<td class="numeric" data-label="{}"><a href="{}">{}'
            '<span class="for-ears"> {}</span></a></td>',
            self.words["done"],
            self.source.replace(_KEY, quote(figure.key, safe="/:")),
            f"{figure.value_text} ({fraction})" if fraction else figure.value_text,
            figure.name,
        )

    def _explain(self, line: Line) -> SafeString:
        return format_html(
            '<td data-label="{}"><button class="link-like" name="explain" value="{}">{}'
            '<span class="for-ears"> {}</span></button></td>',
            self.words["explain"],
            line.figure.key,
            self.words["change" if line.explained else "explain"],
            line.figure.name,
        )


def _heading(line: Line) -> SafeString:
    """What is counted, the unit's own number for it and what a reviewer remarked."""
    figure, label = line.figure, line.figure.label
    what: str
    if figure.is_target:
        what = format_html('{} <span class="quiet">({})</span>', label, figure.period_text)
    else:
        what = f"– {label}" if line.is_part else capfirst(label)
    explained = _NOTHING
    if line.explained:
        words = _("Đơn vị giải trình: %(value)s. %(reason)s") % {
            "value": line.explained_text,
            "reason": line.explained.reason,
        }
        explained = format_html('<p class="fine">{}</p>', words)
    remarks = format_html_join(
        "",
        '<p class="error">{}</p>',
        ((_("Nhận xét: %(remark)s") % {"remark": remark},) for remark in line.remarks),
    )
    return format_html('<th scope="row">{}{}{}</th>', what, explained, remarks)


def _numeric(label: str, value: str) -> SafeString:
    return format_html('<td class="numeric" data-label="{}">{}</td>', label, value)


def _before(line: Line) -> SafeString:
    """The value of the report before, and by how much this one differs."""
    if line.last is None:
        return _NOTHING
    change = line.change_text
    beside = format_html(' <span class="quiet">({})</span>', change) if change else _NOTHING
    return format_html("<span>{}{}</span>", line.last_text, beside)


def _now(line: Line) -> str:
    """What the figure would be today."""
    if line.now is None:
        return format_html('<span class="quiet">{}</span>', _("không còn tính"))
    if line.moved:
        return format_html(
            '<strong>{}</strong> <span class="fine">{}</span>',
            line.now.value_text,
            _("(đã khác bản chốt)"),
        )
    return line.now.value_text
