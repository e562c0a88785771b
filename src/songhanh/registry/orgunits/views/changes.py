"""Pages of the verbs: another kind, another parent, a part that goes, a split, shares decided."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from songhanh.foundation.lib import clock
from songhanh.foundation.lib.errors import RefusedError
from songhanh.foundation.lib.rules import require
from songhanh.foundation.lib.web import ActingRequest, signed_in
from songhanh.foundation.ui import lists
from songhanh.registry.orgunits import actions, queries
from songhanh.registry.orgunits.actions import Change, Part
from songhanh.registry.orgunits.forms import (
    DecideForm,
    PartForm,
    ReattachForm,
    RetypeForm,
    SplitForm,
)
from songhanh.registry.orgunits.models import OrgUnit
from songhanh.registry.orgunits.rules import can_change, can_decide_shares, can_keep_units
from songhanh.registry.orgunits.views.frames import Text, Who, form_page, posted, the_unit, who

_Typed = dict[str, Any]


@dataclass(frozen=True)
class VerbPage:
    """A verb: what its page is called, what it says of the consequences, and what it does."""

    heading: Text
    lead: Text
    form: type[Any]
    save: Callable[[OrgUnit, _Typed, Who], object]


def _retype(unit: OrgUnit, typed: _Typed, by: Who) -> object:
    return actions.retype_unit(
        unit, kind=typed["kind"], name=typed["name"], change=_change(typed), **by
    )


def _reattach(unit: OrgUnit, typed: _Typed, by: Who) -> object:
    return actions.reattach_unit(unit, parent=typed["parent"], change=_change(typed), **by)


def _part(unit: OrgUnit, typed: _Typed, by: Who) -> object:
    part = Part(typed["into"], typed["share"])
    return actions.merge_part(unit, part=part, change=_change(typed), **by)


def _split(unit: OrgUnit, typed: _Typed, by: Who) -> object:
    return actions.split_unit(unit, parts=typed["parts"], change=_change(typed), **by)


def _change(typed: _Typed) -> Change:
    return Change(typed["on"], typed["basis"])


PAGES = {
    "retype": VerbPage(
        gettext_lazy("Đổi loại"),
        gettext_lazy("Đơn vị vẫn là một; số liệu trước và sau cộng liền nhau."),
        RetypeForm,
        _retype,
    ),
    "reattach": VerbPage(
        gettext_lazy("Chuyển trực thuộc"),
        gettext_lazy("Đơn vị vẫn là một; từ ngày ghi dưới đây đơn vị nằm dưới cấp trên mới."),
        ReattachForm,
        _reattach,
    ),
    "part": VerbPage(
        gettext_lazy("Chuyển một phần"),
        gettext_lazy(
            "Một phần của đơn vị nhập vào đơn vị khác; đơn vị cũ vẫn tồn tại với phần còn lại."
        ),
        PartForm,
        _part,
    ),
    "split": VerbPage(
        gettext_lazy("Chia tách"),
        gettext_lazy(
            "Đơn vị kết thúc vào ngày trước ngày ghi dưới đây và có nhiều đơn vị kế thừa."
        ),
        SplitForm,
        _split,
    ),
}


def verb_links() -> list[tuple[str, Text]]:
    """The verbs with the words of their links."""
    return [(verb, page.heading) for verb, page in PAGES.items()]


@signed_in
def change(request: ActingRequest, pk: int, verb: str) -> HttpResponse:
    """One of the verbs."""
    unit = the_unit(pk)
    today = clock.today()
    require(can_change(request.acting, unit, today))
    page = PAGES.get(verb)
    if page is None:
        raise Http404
    more = {} if page.form is RetypeForm else {"near": pk, "today": today}
    form = page.form(posted(request), initial={"on": today}, **more)
    if request.method == "POST" and form.is_valid():
        try:
            page.save(unit, form.cleaned_data, who(request))
        except RefusedError as refused:
            form.add_error(None, refused.message)
        else:
            messages.success(request, _("Đã ghi thay đổi; có thể hoàn tác trên trang này."))
            return redirect("orgunits:unit", pk=pk)
    return form_page(request, "orgunits/form.html", form, pk, heading=page.heading, lead=page.lead)


@signed_in
def shares(request: ActingRequest) -> HttpResponse:
    """Parts of former units whose share nobody has decided, in the acting branch."""
    require(can_keep_units(request.acting))
    today = clock.today()
    branch = None if request.acting.sees_everything else request.acting.branch_id
    rows = queries.undecided(branch, today).values_list("old_id", "on").distinct()
    page = lists.page_of(request, rows.order_by("old_id", "on"))
    names = queries.nearest_versions({old_id for old_id, _on in page}, today)
    context = {
        "page": page,
        "rows": [(names[old_id], on) for old_id, on in page],
    }
    return render(request, "orgunits/shares.html", context)


@signed_in
def decide(request: ActingRequest, pk: int, day: str) -> HttpResponse:
    """Decide how much of a former unit went to each of its successors on a day."""
    unit = the_unit(pk)
    on = _day(day)
    lines = [
        line
        for line in queries.unit_sheet(pk, on).goes_on_in
        if line.succession.on == on and line.succession.kind in ("merge_part", "split")
    ]
    if not lines:
        raise Http404
    new_ids = [line.succession.new_id for line in lines if line.succession.new_id is not None]
    require(can_decide_shares(request.acting, new_ids, on))
    form = DecideForm(posted(request), lines=lines)
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        try:
            actions.decide_shares(
                unit, on=on, shares=typed["shares"], basis=typed["basis"], **who(request)
            )
        except RefusedError as refused:
            form.add_error(None, refused.message)
        else:
            messages.success(request, _("Đã quyết định tỷ lệ; số liệu trên bản đồ mới đổi theo."))
            return redirect("orgunits:unit", pk=pk)
    return form_page(
        request,
        "orgunits/form.html",
        form,
        pk,
        heading=_("Quyết định tỷ lệ kế thừa"),
        lead=_(
            "Tổng các tỷ lệ không quá 1. Phần chưa quyết định được để riêng, không chia cho ai."
        ),
    )


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise Http404 from None
