"""Pages of activities: the pages every record has, with what is an activity's own."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from songhanh.foundation.lib.excel import Column, Kind
from songhanh.foundation.ui.formats import day_text, number_text
from songhanh.records.activities import actions
from songhanh.records.activities.forms import ActivityFilterForm, ActivityForm, copied_from
from songhanh.records.activities.kind import ACTIVITIES
from songhanh.records.activities.models import Activity
from songhanh.records.activities.queries import (
    activities_visible_to,
    last_activity_of,
    totals_of,
)
from songhanh.records.activities.sheet import SHEET
from songhanh.records.recording.enums import CodeList
from songhanh.records.recording.forms import YES
from songhanh.records.recording.queries import labels_of
from songhanh.records.recording.views import ListColumn, RecordPages
from songhanh.registry.orgunits.queries import names_on

_ANSWERS = {True: gettext_lazy("có"), False: gettext_lazy("không"), None: None}


def _initial(on: date, copied: Activity | None) -> dict[str, Any]:
    return copied_from(copied) if copied is not None else {"held_on": on, "mode": "direct"}


def _narrow(activities: QuerySet[Activity], chosen: dict[str, Any]) -> QuerySet[Activity]:
    if chosen.get("form"):
        activities = activities.filter(form=chosen["form"])
    if chosen.get("law") == YES:
        activities = activities.filter(on_law_policy=True)
    return activities


def _facts(activity: Activity) -> Sequence[tuple[str | Promise, object]]:
    forms, audiences = labels_of(CodeList.ACTIVITY_FORM), labels_of(CodeList.AUDIENCE)
    co_hosts = [row.unit_id for row in activity.co_host_rows.all()]
    named = [unit_id for unit_id in (activity.commune_id, *co_hosts) if unit_id is not None]
    names = names_on(named, activity.held_on)
    days = day_text(activity.held_on)
    if activity.ended_on:
        days = _("%(begin)s đến %(end)s") % {"begin": days, "end": day_text(activity.ended_on)}
    return [
        (_("Hình thức"), forms.get(activity.form, activity.form)),
        (_("Ngày tổ chức"), days),
        (_("Địa điểm"), activity.place),
        (_("Xã, phường nơi tổ chức"), names.get(activity.commune_id or 0, "")),
        (_("Cách thức"), activity.get_mode_display()),
        (_("Về pháp luật, chính sách bình đẳng giới"), _ANSWERS[activity.on_law_policy]),
        (_("Lồng ghép"), _ANSWERS[activity.integrated]),
        (_("Đơn vị phối hợp tổ chức"), "; ".join(names[unit_id] for unit_id in co_hosts)),
        (
            _("Nhóm đối tượng"),
            "; ".join(
                audiences.get(row.audience, row.audience) for row in activity.audience_rows.all()
            ),
        ),
        (_("Số lượt người dự"), number_text(activity.participants)),
        (_("Nam"), number_text(activity.male)),
        (_("Nữ"), number_text(activity.female)),
        (_("Chưa tách nam, nữ"), number_text(activity.unknown_sex)),
        (_("Trong đó trẻ em"), number_text(activity.children)),
        (_("Trong đó người dân tộc thiểu số"), number_text(activity.minority)),
        (_("Kinh phí (đồng)"), number_text(activity.cost_vnd)),
        (_("Nguồn kinh phí"), activity.fund_source),
        (_("Kế hoạch"), activity.plan_code),
    ]


def _totals(
    activities: QuerySet[Activity],
) -> Sequence[tuple[str | Promise, object, str | Promise]]:
    totals = totals_of(activities)
    return [
        (pgettext("plural", "hoạt động"), totals.activities, ""),
        (_("về pháp luật, chính sách"), totals.on_law_policy, ""),
        (_("lượt người dự"), totals.participants, ""),
        (_("trong đó nữ"), totals.female, ""),
    ]


def _columns() -> Sequence[ListColumn[Activity]]:
    forms = labels_of(CodeList.ACTIVITY_FORM)
    return [
        ListColumn(Column(_("Hình thức"), width=18), lambda one: forms.get(one.form, one.form)),
        ListColumn(Column(_("Địa điểm"), width=24), lambda one: one.place),
        ListColumn(
            Column(_("Về pháp luật, chính sách"), width=14),
            lambda one: _ANSWERS[one.on_law_policy],
        ),
        ListColumn(Column(_("Lồng ghép"), width=12), lambda one: _ANSWERS[one.integrated]),
        ListColumn(Column(_("Nam"), Kind.INTEGER, 10), lambda one: one.male),
        ListColumn(Column(_("Nữ"), Kind.INTEGER, 10), lambda one: one.female),
        ListColumn(
            Column(_("Chưa tách nam, nữ"), Kind.INTEGER, 14),
            lambda one: one.unknown_sex,
        ),
        ListColumn(Column(_("Kinh phí (đồng)"), Kind.DECIMAL, 16), lambda one: one.cost_vnd),
    ]


PAGES: RecordPages[Activity, ActivityForm] = RecordPages(
    kind=ACTIVITIES,
    form=ActivityForm,
    filter_form=ActivityFilterForm,
    visible_to=activities_visible_to,
    narrow=_narrow,
    last_of=last_activity_of,
    initial=_initial,
    create=actions.create_activity,
    change=actions.change_activity,
    facts=_facts,
    totals=_totals,
    columns=_columns,
    sheet=SHEET,
    links=(("activities:series", gettext_lazy("Ghi loạt")),),
    record_links=(("activities:attendance", gettext_lazy("Danh sách tham dự")),),
    quick=(
        "unit",
        "title",
        "form",
        "on_law_policy",
        "held_on",
        "male",
        "female",
        "place",
        "photos",
    ),
    quick_kept=("integrated", "commune", "mode", "fund_source"),
)
