"""Pages of media items: the pages every record has, with what is an item's own."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db.models import QuerySet, Value
from django.db.models.functions import Concat
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from songhanh.foundation.lib.excel import Column, Kind
from songhanh.foundation.ui.formats import day_text, number_text
from songhanh.records.media import actions
from songhanh.records.media.forms import (
    MediaFilterForm,
    MediaItemForm,
    copied_from,
    defaults_for,
)
from songhanh.records.media.kind import MEDIA_ITEMS
from songhanh.records.media.models import MediaItem
from songhanh.records.media.queries import last_item_of, media_items_visible_to, totals_of
from songhanh.records.media.sheet import SHEET
from songhanh.records.recording.enums import CodeList
from songhanh.records.recording.forms import YES
from songhanh.records.recording.queries import labels_of
from songhanh.records.recording.views import ListColumn, RecordPages

_ANSWERS = {True: gettext_lazy("có"), False: gettext_lazy("không"), None: None}


def _initial(on: date, copied: MediaItem | None) -> dict[str, Any]:
    return defaults_for(on) | (copied_from(copied) if copied is not None else {})


def _narrow(items: QuerySet[MediaItem], chosen: dict[str, Any]) -> QuerySet[MediaItem]:
    for name in ("channel", "type"):
        if chosen.get(name):
            items = items.filter(**{name: chosen[name]})
    if code := chosen.get("audience"):
        items = items.annotate(groups=Concat(Value("|"), "audiences", Value("|")))
        items = items.filter(groups__contains=f"|{code}|")
    if chosen.get("gender") == YES:
        items = items.filter(on_gender_equality=True)
    return items


def _facts(item: MediaItem) -> Sequence[tuple[str | Promise, object]]:
    types, channels = labels_of(CodeList.ITEM_TYPE), labels_of(CodeList.CHANNEL)
    original = item.original
    return [
        (_("Kênh truyền thông"), channels.get(item.channel, item.channel)),
        (_("Thể loại"), types.get(item.type, item.type)),
        (_("Ngày đăng, phát"), day_text(item.published_on)),
        (_("Thời lượng (phút)"), number_text(item.minutes)),
        (_("Về bình đẳng giới"), _ANSWERS[item.on_gender_equality]),
        (
            _("Đăng lại, phát lại của"),
            f"{original.title} ({day_text(original.published_on)})" if original else "",
        ),
        (_("Chuyên mục"), item.column_name),
        (_("Ngôn ngữ"), item.language),
        (_("Nhóm đối tượng"), _groups_of(item, labels_of(CodeList.AUDIENCE))),
    ]


def _groups_of(item: MediaItem, groups: dict[str, str]) -> str:
    return "; ".join(groups.get(code, code) for code in item.audiences.split("|") if code)


def _totals(
    items: QuerySet[MediaItem],
) -> Sequence[tuple[str | Promise, object, str | Promise]]:
    totals = totals_of(items)
    return [
        (pgettext("plural", "tin, bài"), totals.items, ""),
        (_("bản gốc về bình đẳng giới"), totals.originals, ""),
        (_("thời lượng"), totals.minutes, _("phút")),
    ]


def _columns() -> Sequence[ListColumn[MediaItem]]:
    channels, types = labels_of(CodeList.CHANNEL), labels_of(CodeList.ITEM_TYPE)
    groups = labels_of(CodeList.AUDIENCE)
    return [
        ListColumn(Column(_("Kênh"), width=14), lambda one: channels.get(one.channel, one.channel)),
        ListColumn(Column(_("Thể loại"), width=14), lambda one: types.get(one.type, one.type)),
        ListColumn(Column(_("Thời lượng (phút)"), Kind.DECIMAL, 14), lambda one: one.minutes),
        ListColumn(
            Column(_("Về bình đẳng giới"), width=14),
            lambda one: _ANSWERS[one.on_gender_equality],
        ),
        ListColumn(
            Column(_("Đăng lại, phát lại"), width=14),
            lambda one: _("có") if one.original_id else _("không"),
        ),
        ListColumn(Column(_("Chuyên mục"), width=20), lambda one: one.column_name),
        ListColumn(Column(_("Nhóm đối tượng"), width=30), lambda one: _groups_of(one, groups)),
    ]


PAGES: RecordPages[MediaItem, MediaItemForm] = RecordPages(
    kind=MEDIA_ITEMS,
    form=MediaItemForm,
    filter_form=MediaFilterForm,
    visible_to=media_items_visible_to,
    narrow=_narrow,
    last_of=last_item_of,
    initial=_initial,
    create=actions.create_media_item,
    change=actions.change_media_item,
    facts=_facts,
    totals=_totals,
    columns=_columns,
    sheet=SHEET,
    quick=("unit", "title", "on_gender_equality", "published_on", "minutes", "photos"),
    quick_kept=("channel", "type", "column_name", "language"),
)
