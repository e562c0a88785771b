"""Pages of columns: which months had an issue, and which had none."""

from collections.abc import Sequence

from django.urls import reverse
from django.utils.html import format_html_join
from django.utils.translation import gettext as _

from songhanh.foundation.lib import clock
from songhanh.foundation.lib.web import ActingRequest
from songhanh.foundation.ui.formats import day_text, period_text
from songhanh.records.columns.kind import COLUMNS
from songhanh.records.columns.models import MediaColumn
from songhanh.records.columns.queries import MonthOfColumn, months_of_column
from songhanh.records.recording.plain.pages import plain_pages
from songhanh.records.recording.rules import can_record_for
from songhanh.records.recording.views import Section, SectionRow


def _sections(request: ActingRequest, column: MediaColumn) -> Sequence[Section]:
    today = clock.today()
    months = months_of_column(column, today.year, today)
    missing = [period_text(one.period) for one in months if one.is_missing]
    own = can_record_for(request.acting, column.unit_id, today)
    add = f"{reverse('media:new')}?column_name={column.title}&channel={column.channel}&type=feature"
    note = _("Các tháng thiếu: %(months)s.") % {"months": ", ".join(missing)} if missing else ""
    return [
        Section(
            _("Số phát trong năm %(year)d") % {"year": today.year},
            [_("Tháng"), _("Số kỳ"), _("Tin, bài")],
            [
                SectionRow("", [period_text(one.period), _number(one), _items(one)])
                for one in months
            ],
            _("Chuyên mục chưa mở trong năm nay."),
            (add, _("Ghi số mới")) if own else None,
            note,
        )
    ]


def _number(month: MonthOfColumn) -> object:
    return _("thiếu") if month.is_missing else len(month.issues)


def _items(month: MonthOfColumn) -> object:
    return format_html_join(
        ", ",
        '<a href="{}">{} ({})</a>',
        (
            (reverse("media:show", args=[item.pk]), item.title, day_text(item.published_on))
            for item in month.issues
        ),
    )


PAGES = plain_pages(
    COLUMNS,
    first=("title", "channel", "frequency", "started_on", "photos"),
    filters=("frequency",),
    defaults=lambda on: {"started_on": on, "frequency": "monthly"},
    sections=_sections,
)
