"""Columns as a kind of record. Their issues are counted from items, so a column posts nothing."""

from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from songhanh.engines.vntext import fold
from songhanh.ledger.drafts import StateDraft
from songhanh.records.columns.models import MediaColumn
from songhanh.records.recording.enums import CodeList, RecordStanding
from songhanh.records.recording.plain.content import Plain, plain_kind
from songhanh.records.recording.problems import Problem

SUBJECT = "media_column"


def _states(column: MediaColumn) -> tuple[StateDraft, ...]:
    said = [("open", column.started_on), ("closed", column.ended_on)]
    return tuple(
        StateDraft(column.unit_id, SUBJECT, column.pk, "life", state, day)
        for state, day in said
        if day is not None
    )


def _problems(column: MediaColumn, today: date) -> list[Problem]:  # noqa: ARG001 - no clock here
    if column.ended_on is not None and column.ended_on < column.started_on:
        return [Problem("ended_on", _("Ngày đóng trước ngày mở. Hãy kiểm tra lại hai ngày."))]
    same = MediaColumn.objects.filter(
        unit_id=column.unit_id, folded_title=fold(column.title), revises=None
    ).exclude(standing=RecordStanding.CANCELLED)
    if same.exclude(pk=column.revises_id or column.pk).exists():
        said = _("Đơn vị đã có chuyên mục tên này. Hãy mở chuyên mục đã có để sửa.")
        return [Problem("title", said)]
    return []


COLUMNS: Plain[MediaColumn] = plain_kind(
    SUBJECT,
    MediaColumn,
    word=gettext_lazy("chuyên mục"),
    plural=gettext_lazy("Chuyên mục"),
    about=gettext_lazy("Chuyên mục định kỳ; số phát của từng tháng lấy từ tin, bài mang tên nó."),
    namespace="columns",
    day_field="started_on",
    states=_states,
    fields=("title", "channel", "frequency", "started_on", "ended_on", "subject"),
    labels={"title": gettext_lazy("tên chuyên mục")},
    code_lists={"channel": CodeList.CHANNEL},
    problems=_problems,
    not_copied=frozenset({"title", "started_on", "ended_on"}),
)
