"""Pages for what is said of a unit: add a fact, end it, take back what was entered by mistake."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from songhanh.foundation.lib import clock
from songhanh.foundation.lib.errors import RefusedError
from songhanh.foundation.lib.rules import require
from songhanh.foundation.lib.web import ActingRequest, signed_in
from songhanh.registry.orgunits import actions
from songhanh.registry.orgunits.actions import NewMember, Since
from songhanh.registry.orgunits.forms import (
    AliasForm,
    AreaFlagForm,
    EndFactForm,
    FunctionForm,
    HeadForm,
    MemberForm,
    PlaceForm,
)
from songhanh.registry.orgunits.forms.units import UnitsForm
from songhanh.registry.orgunits.models import OrgUnit
from songhanh.registry.orgunits.rules import can_describe
from songhanh.registry.orgunits.views.frames import Text, Who, form_page, posted, the_unit, who

_Typed = dict[str, Any]


@dataclass(frozen=True)
class FactPage:
    """A sort of fact: what its page is called, its form, and what it does."""

    heading: Text
    form: type[UnitsForm]
    save: Callable[[OrgUnit, _Typed, Who], object]


def _alias(unit: OrgUnit, typed: _Typed, by: Who) -> object:
    return actions.add_alias(unit, text=typed["text"], on=clock.today(), **by)


def _function(unit: OrgUnit, typed: _Typed, by: Who) -> object:
    return actions.give_function(unit, function=typed["function"], since=_since(typed), **by)


def _area(unit: OrgUnit, typed: _Typed, by: Who) -> object:
    return actions.flag_area(unit, kind=typed["kind"], since=_since(typed), **by)


def _head(unit: OrgUnit, typed: _Typed, by: Who) -> object:
    return actions.set_head(unit, name=typed["name"], post=typed["post"], since=_since(typed), **by)


def _member(unit: OrgUnit, typed: _Typed, by: Who) -> object:
    member = NewMember(typed["post"], typed["name"], typed["unit"] or None)
    return actions.add_member(unit, member=member, since=_since(typed), **by)


def _place(unit: OrgUnit, typed: _Typed, by: Who) -> object:
    return actions.set_place(
        unit, hierarchy=typed["hierarchy"], parent=typed["parent"], since=_since(typed), **by
    )


def _since(typed: _Typed) -> Since:
    return Since(typed["since"], typed.get("until"), typed["basis"])


PAGES = {
    "alias": FactPage(gettext_lazy("Thêm tên gọi khác"), AliasForm, _alias),
    "function": FactPage(gettext_lazy("Giao chức năng"), FunctionForm, _function),
    "area": FactPage(gettext_lazy("Xếp loại địa bàn"), AreaFlagForm, _area),
    "head": FactPage(gettext_lazy("Ghi người đứng đầu"), HeadForm, _head),
    "member": FactPage(gettext_lazy("Thêm thành viên ban"), MemberForm, _member),
    "place": FactPage(gettext_lazy("Ghi cấp trên theo ngành, báo cáo"), PlaceForm, _place),
}


def fact_links() -> list[tuple[str, Text]]:
    """The sorts of facts with the words of the links that add one."""
    return [(kind, page.heading) for kind, page in PAGES.items()]


@signed_in
def new_fact(request: ActingRequest, pk: int, kind: str) -> HttpResponse:
    """One more fact about a unit."""
    unit = the_unit(pk)
    today = clock.today()
    require(can_describe(request.acting, unit, today))
    page = PAGES.get(kind)
    if page is None:
        raise Http404
    form = page.form(posted(request), near=pk, today=today, initial={"since": today})
    if request.method == "POST" and form.is_valid():
        try:
            page.save(unit, form.cleaned_data, who(request))
        except RefusedError as refused:
            form.add_error(None, refused.message)
        else:
            messages.success(request, _("Đã ghi."))
            return redirect("orgunits:unit", pk=pk)
    return form_page(request, "orgunits/form.html", form, pk, heading=page.heading)


@signed_in
def end_fact(request: ActingRequest, pk: int, kind: str, row: int) -> HttpResponse:
    """The fact ends on a day, or is taken back as a mistake."""
    unit = the_unit(pk)
    today = clock.today()
    require(can_describe(request.acting, unit, today))
    model = actions.FACTS.get(kind)
    if model is None:
        raise Http404
    fact: Any = get_object_or_404(model._default_manager.filter(unit_id=pk), pk=row)
    form = EndFactForm(posted(request))
    if request.method == "POST" and form.is_valid():
        try:
            _end(fact, kind, form, who(request))
        except RefusedError as refused:
            form.add_error(None, refused.message)
        else:
            messages.success(request, _("Đã ghi."))
            return redirect("orgunits:unit", pk=pk)
    heading = _("Kết thúc hoặc xóa một dòng")
    return form_page(request, "orgunits/form.html", form, pk, heading=heading)


def _end(fact: Any, kind: str, form: forms.Form, by: Who) -> None:
    last_day, reason = form.cleaned_data["last_day"], form.cleaned_data["reason"]
    if last_day and kind != "alias":
        actions.end_fact(fact, last_day=last_day, reason=reason, **by)
    else:
        actions.remove_fact(fact, reason=reason, on=clock.today(), **by)
