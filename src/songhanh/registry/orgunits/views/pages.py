"""The registry of units: everybody signed in reads it, lead officers and administrators keep it."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from songhanh.foundation.lib import clock
from songhanh.foundation.lib.errors import RefusedError
from songhanh.foundation.lib.excel import Column, Kind, workbook_response
from songhanh.foundation.lib.rules import require
from songhanh.foundation.lib.web import ActingRequest, signed_in
from songhanh.foundation.ui import lists
from songhanh.registry.orgunits import actions, queries
from songhanh.registry.orgunits.enums import UnitKind
from songhanh.registry.orgunits.forms import (
    DayForm,
    EndForm,
    NewUnitForm,
    RenameForm,
    UndoForm,
    UnitFilter,
    day_asked,
)
from songhanh.registry.orgunits.models import OrgUnit, UnitVersion
from songhanh.registry.orgunits.panels import panels_for
from songhanh.registry.orgunits.queries import NamedUnit, UnitSheet, nearest_versions
from songhanh.registry.orgunits.rules import (
    can_add_under,
    can_change,
    can_describe,
    can_keep_units,
)
from songhanh.registry.orgunits.views.changes import verb_links
from songhanh.registry.orgunits.views.facts import fact_links
from songhanh.registry.orgunits.views.frames import form_page, posted, the_unit

TOOLS = [
    ("orgunits:load", gettext_lazy("Nạp đơn vị từ Excel")),
    ("orgunits:unresolved", gettext_lazy("Tên gọi chưa rõ đơn vị")),
    ("orgunits:duplicates", gettext_lazy("Đơn vị có thể bị trùng")),
    ("orgunits:shares", gettext_lazy("Tỷ lệ kế thừa chưa quyết định")),
    ("orgunits:checks", gettext_lazy("Kiểm tra danh mục đơn vị")),
]
"""Pages for keeping the registry in order, reached from the list."""

_ORDERS = {"name": "folded_name", "code": "code", "kind": "kind", "from": "valid_from"}


@dataclass(frozen=True)
class _Row:
    """A line of the list: the unit, what stands above it, whether it is over."""

    version: UnitVersion
    kind: str
    parent: NamedUnit | None
    ended: bool


@signed_in
def unit_list(request: ActingRequest) -> HttpResponse:
    """Search; without a search the top of the tree on the day."""
    form = UnitFilter(request.GET, today=clock.today())
    found = lists.sort(request, _found(form), _ORDERS, "name")
    if lists.wants_workbook(request):
        return _workbook(found, form.as_of)
    page = lists.page_of(request, found)
    context = {
        "filter_form": form,
        "page": page,
        "rows": _rows(list(page), form.as_of),
        "day": form.as_of,
        "searching": form.narrows,
        "keeping": bool(can_keep_units(request.acting)),
        "tools": TOOLS,
    }
    return render(request, "orgunits/list.html", context)


@signed_in
def unit(request: ActingRequest, pk: int) -> HttpResponse:
    """A unit on a day: what it is, was, came from and goes on in, and what stands below it."""
    today = clock.today()
    day = day_asked(request.GET, today)
    sheet = _sheet(pk, day)
    children = lists.sort(request, queries.children_on(pk, day), _ORDERS, "name")
    page = lists.page_of(request, children)
    context = {
        "sheet": sheet,
        "page": page,
        "rows": _rows(list(page), day),
        "facts": _facts(sheet),
        "crumbs": _crumbs(sheet),
        "day_form": DayForm(request.GET),
        "children_in_words": "; ".join(f"{kind}: {count}" for kind, count in sheet.children),
        "adding": can_add_under(request.acting, pk, today),
        "changing": can_change(request.acting, sheet.unit, today),
        "describing": can_describe(request.acting, sheet.unit, today),
        "sections": queries.facts_of(pk, day),
        "fact_pages": fact_links(),
        "verbs": verb_links(),
        "deciding": bool(can_keep_units(request.acting)),
        "panels": panels_for(request.acting, pk, day),
        "other_day": day if day != today else None,
    }
    return render(request, "orgunits/unit.html", context)


@signed_in
def new_unit(request: ActingRequest, pk: int) -> HttpResponse:
    """A new unit below this one."""
    today = clock.today()
    parent = the_unit(pk)
    require(can_add_under(request.acting, pk, today))
    form = NewUnitForm(posted(request))
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        new = actions.NewUnit(
            code=data["code"],
            name=data["name"],
            kind=data["kind"],
            parent=parent,
            valid_from=data["valid_from"],
            aliases=data["aliases"],
        )
        try:
            made = actions.create_unit(new, acting=request.acting, at=clock.now(), on=today)
        except RefusedError as refused:
            form.add_error(None, refused.message)
        else:
            messages.success(request, _("Đã thêm “%(name)s”.") % {"name": data["name"]})
            return redirect("orgunits:unit", pk=made.pk)
    return form_page(request, "orgunits/new.html", form, pk)


@signed_in
def rename(request: ActingRequest, pk: int) -> HttpResponse:
    """Another name from a day on."""
    this = the_unit(pk)
    require(can_change(request.acting, this, clock.today()))
    form = RenameForm(posted(request), initial={"on": clock.today()})
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            actions.rename_unit(
                this,
                name=data["name"],
                change=actions.Change(data["on"], data["basis"]),
                acting=request.acting,
                at=clock.now(),
            )
        except RefusedError as refused:
            form.add_error(None, refused.message)
        else:
            messages.success(request, _("Đã ghi tên mới; tên cũ vẫn được giữ và tìm được."))
            return redirect("orgunits:unit", pk=pk)
    return form_page(request, "orgunits/rename.html", form, pk)


@signed_in
def end(request: ActingRequest, pk: int) -> HttpResponse:
    """The unit ends: it merges into another, or is dissolved."""
    this = the_unit(pk)
    require(can_change(request.acting, this, clock.today()))
    form = EndForm(posted(request), initial={"on": clock.today()}, near=pk)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        change = actions.Change(data["on"], data["basis"])
        who: dict[str, Any] = {"acting": request.acting, "at": clock.now()}
        try:
            if data["unit"] is not None:
                actions.merge_unit(this, into=data["unit"], change=change, **who)
            else:
                actions.dissolve_unit(this, change=change, **who)
        except RefusedError as refused:
            form.add_error(None, refused.message)
        else:
            messages.success(request, _("Đã ghi ngày kết thúc; số liệu đã có vẫn giữ nguyên."))
            return redirect("orgunits:unit", pk=pk)
    return form_page(request, "orgunits/end.html", form, pk)


@signed_in
def undo(request: ActingRequest, pk: int, step: int) -> HttpResponse:
    """Take one change of the unit back, with the reason."""
    this = the_unit(pk)
    require(can_change(request.acting, this, clock.today()))
    succession = get_object_or_404(queries.standing_successions().filter(old_id=pk), pk=step)
    form = UndoForm(posted(request))
    if request.method == "POST" and form.is_valid():
        try:
            actions.undo_succession(
                succession,
                reason=form.cleaned_data["reason"],
                acting=request.acting,
                at=clock.now(),
            )
        except RefusedError as refused:
            form.add_error(None, refused.message)
        else:
            messages.success(request, _("Đã hoàn tác thay đổi."))
            return redirect("orgunits:unit", pk=pk)
    return form_page(request, "orgunits/undo.html", form, pk, succession=succession)


def _found(form: UnitFilter) -> "QuerySet[UnitVersion]":
    if not form.narrows:
        return queries.top_of_tree(form.as_of)
    data = form.cleaned_data
    return queries.search_units(
        data["q"],
        on=form.as_of,
        kinds=[data["kind"]] if data["kind"] else (),
        under=int(data["province"]) if data["province"] else None,
        with_ended=data["ended"],
    )


def _rows(versions: list[UnitVersion], day: date) -> list[_Row]:
    chains = queries.ancestors_on([one.unit_id for one in versions], day)
    parents = {unit_id: chain[1] for unit_id, chain in chains.items() if len(chain) > 1}
    names = nearest_versions(set(parents.values()), day)
    return [
        _Row(
            version,
            str(UnitKind(version.kind).label),
            _named(names.get(parents.get(version.unit_id, 0))),
            ended=version.valid_to is not None and version.valid_to < day,
        )
        for version in versions
    ]


def _named(version: UnitVersion | None) -> NamedUnit | None:
    return NamedUnit(version.unit_id, version.name, version.code) if version else None


def _crumbs(sheet: UnitSheet) -> list[tuple[str, str]]:
    above = [(one.name, reverse("orgunits:unit", args=[one.unit_id])) for one in sheet.above]
    return [(pgettext("plural", "Đơn vị"), reverse("orgunits:list")), *above]


def _facts(sheet: UnitSheet) -> list[tuple[str, object]]:
    facts: list[tuple[str, object]] = [
        (_("Mã"), sheet.version.code),
        (_("Loại"), UnitKind(sheet.version.kind).label),
    ]
    if sheet.unit.source:
        facts.append((_("Nguồn"), sheet.unit.source))
    return facts


def _workbook(found: "QuerySet[UnitVersion]", day: date) -> HttpResponse:
    columns = [
        Column(_("Mã"), width=12),
        Column(_("Tên"), width=40),
        Column(_("Loại")),
        Column(_("Mã đơn vị cấp trên"), width=12),
        Column(_("Hiệu lực từ"), Kind.DAY, width=14),
        Column(_("Hiệu lực đến"), Kind.DAY, width=14),
    ]
    rows = (
        (
            one.code,
            one.name,
            UnitKind(one.kind).label,
            one.parent_code,
            one.valid_from,
            one.valid_to,
        )
        for one in queries.listed(list(found), day)
    )
    return workbook_response("don-vi.xlsx", columns, rows)


def _sheet(pk: int, day: date) -> UnitSheet:
    try:
        return queries.unit_sheet(pk, day)
    except OrgUnit.DoesNotExist:
        raise Http404 from None
