"""Audience groups, kinds of areas, and how many people of a group live where."""

from django import forms
from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from songhanh.foundation.lib import clock
from songhanh.foundation.lib.errors import RefusedError
from songhanh.foundation.lib.excel import Column, Kind, workbook_response
from songhanh.foundation.lib.rules import require
from songhanh.foundation.lib.sheets import read_sheet
from songhanh.foundation.lib.web import ActingRequest, signed_in
from songhanh.foundation.ui import lists
from songhanh.registry.audiences import actions, queries
from songhanh.registry.audiences.forms import (
    FileForm,
    GroupForm,
    NewGroupForm,
    SizeFilter,
    SizeForm,
)
from songhanh.registry.audiences.imports import COLUMNS, SizesRead, read_sizes
from songhanh.registry.audiences.lists import AREAS
from songhanh.registry.audiences.models import AudienceGroup, GroupSize
from songhanh.registry.audiences.rules import can_keep_groups
from songhanh.registry.orgunits.queries import names_on, search_units
from songhanh.registry.orgunits.rules import can_keep_units


@signed_in
def group_list(request: ActingRequest) -> HttpResponse:
    """The groups and the kinds of areas, with their aliases."""
    found = queries.groups(offered_only=False)
    if lists.wants_workbook(request):
        columns = [
            Column(_("Mã")),
            Column(_("Nhóm"), width=40),
            Column(_("Cách viết khác")),
        ]
        rows = ((one.code, one.name, one.aliases.replace("|", "; ")) for one in found)
        return workbook_response("nhom-doi-tuong.xlsx", columns, rows)
    context = {"groups": found, "areas": AREAS, "keeping": bool(can_keep_groups(request.acting))}
    return render(request, "audiences/list.html", context)


@signed_in
def new_group(request: ActingRequest) -> HttpResponse:
    """A local group."""
    require(can_keep_groups(request.acting))
    form = NewGroupForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.add_group(
                form.cleaned_data["code"],
                form.content(),
                acting=request.acting,
                at=clock.now(),
            )
        except RefusedError as refused:
            form.add_error(None, refused.message)
        else:
            messages.success(request, _("Đã thêm nhóm đối tượng."))
            return redirect("audiences:list")
    return _form_page(request, form, _("Thêm nhóm đối tượng"))


@signed_in
def edit_group(request: ActingRequest, code: str) -> HttpResponse:
    """Other names, aliases or priority of a group."""
    require(can_keep_groups(request.acting))
    group = get_object_or_404(AudienceGroup, code=code)
    initial = {
        "name": group.name,
        "aliases": group.aliases.replace("|", "\n"),
        "parent": group.parent_id,
        "is_priority": group.is_priority,
    }
    form = GroupForm(request.POST if request.method == "POST" else None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_group(group, form.content(), acting=request.acting, at=clock.now())
        except RefusedError as refused:
            form.add_error(None, refused.message)
        else:
            messages.success(request, _("Đã sửa nhóm đối tượng."))
            return redirect("audiences:list")
    return _form_page(request, form, _("Sửa nhóm đối tượng"))


@signed_in
def sizes(request: ActingRequest) -> HttpResponse:
    """How many people of each group live in the communes of the branch, with source and day."""
    today = clock.today()
    form = SizeFilter(request.GET)
    rows = queries.sizes_visible_to(request.acting, today)
    typed = form.cleaned_data
    if typed.get("group"):
        rows = rows.filter(group__code=typed["group"])
    if typed.get("q"):
        named = search_units(typed["q"], on=today)
        rows = rows.filter(unit_id__in=named.order_by().values("unit_id"))
    if lists.wants_workbook(request):
        return _sizes_workbook(rows)
    page = lists.page_of(request, rows)
    names = names_on({row.unit_id for row in page}, today)
    context = {
        "filter_form": form,
        "page": page,
        "rows": [(names[row.unit_id], row) for row in page],
        "keeping": bool(can_keep_units(request.acting)),
    }
    return render(request, "audiences/sizes.html", context)


@signed_in
def new_size(request: ActingRequest) -> HttpResponse:
    """One size by hand."""
    require(can_keep_units(request.acting))
    today = clock.today()
    form = SizeForm(
        request.POST if request.method == "POST" else None,
        near=request.acting.branch_id,
        today=today,
        initial={"as_of": today},
    )
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        size = actions.NewSize(
            typed["unit"], typed["group"], typed["as_of"], typed["number"], typed["source"]
        )
        try:
            actions.set_size(size, acting=request.acting, at=clock.now())
        except RefusedError as refused:
            form.add_error(None, refused.message)
        else:
            messages.success(request, _("Đã ghi quy mô nhóm đối tượng."))
            return redirect("audiences:sizes")
    return _form_page(request, form, _("Ghi quy mô nhóm đối tượng"))


@signed_in
def load_sizes(request: ActingRequest) -> HttpResponse:
    """Sizes from an Excel file: all of it, or nothing and the faults by row."""
    require(can_keep_units(request.acting))
    posted = request.method == "POST"
    form = FileForm(request.POST if posted else None, request.FILES if posted else None)
    read = SizesRead()
    if posted and form.is_valid():
        try:
            rows = read_sheet(form.cleaned_data["file"].read(), COLUMNS)
            read = read_sizes(rows, acting=request.acting, on=clock.today())
            if not read.faults:
                actions.set_sizes(read.sizes, acting=request.acting, at=clock.now())
                text = _("Đã nạp %(count)s dòng.") % {"count": len(read.sizes)}
                messages.success(request, text)
                return redirect("audiences:sizes")
        except RefusedError as refused:
            form.add_error("file", refused.message)
    status = 400 if form.errors or read.faults else 200
    context = {"form": form, "faults": read.faults}
    return render(request, "audiences/load.html", context, status=status)


def _form_page(request: ActingRequest, form: forms.Form, heading: str) -> HttpResponse:
    status = 400 if form.errors else 200
    context = {"form": form, "heading": heading}
    return render(request, "audiences/form.html", context, status=status)


def _sizes_workbook(rows: "QuerySet[GroupSize]") -> HttpResponse:
    found = list(rows)
    names = names_on({row.unit_id for row in found}, clock.today())
    columns = [
        Column(_("Xã, phường"), width=40),
        Column(_("Nhóm"), width=30),
        Column(_("Số người"), Kind.INTEGER),
        Column(_("Tính đến ngày"), Kind.DAY),
        Column(_("Nguồn"), width=50),
    ]
    cells = (
        (names[row.unit_id], row.group.label, row.number, row.as_of, row.source) for row in found
    )
    return workbook_response("quy-mo-nhom.xlsx", columns, cells)
