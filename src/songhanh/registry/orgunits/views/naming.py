"""Names nobody can resolve: the list, what one means, and those set aside."""

from dataclasses import replace
from datetime import date

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from songhanh.foundation.lib import clock
from songhanh.foundation.lib.errors import RefusedError
from songhanh.foundation.lib.excel import Column, workbook_response
from songhanh.foundation.lib.rules import require
from songhanh.foundation.lib.web import ActingRequest, signed_in
from songhanh.foundation.ui import lists
from songhanh.registry.orgunits import actions, queries
from songhanh.registry.orgunits.forms.loading import NameForm
from songhanh.registry.orgunits.models import OrgUnit
from songhanh.registry.orgunits.printed import PrintedName
from songhanh.registry.orgunits.rules import can_keep_units, can_settle_name
from songhanh.registry.orgunits.views.frames import form_page, posted, the_unit, who

_MOST_LETTERS = 250


@signed_in
def unresolved(request: ActingRequest) -> HttpResponse:
    """Names in plans and files that mean no unit and no class, or several."""
    require(can_keep_units(request.acting))
    today = clock.today()
    rows = queries.open_names(request.acting, today)
    if lists.wants_workbook(request):
        columns = [
            Column(_("Tên gọi"), width=50),
            Column(_("Nơi ghi"), width=40),
            Column(_("Tìm thấy gì"), width=80),
        ]
        cells = ((one.meant.text, one.printed.where, one.meant.message) for one in rows)
        return workbook_response("ten-chua-ro.xlsx", columns, cells)
    dismissed = queries.names_kept(request.acting, today).filter(is_dismissed=True)
    context = {"page": lists.page_of(request, rows), "dismissed": dismissed[:50]}
    return render(request, "orgunits/unresolved.html", context)


@signed_in
def settle(request: ActingRequest, pk: int) -> HttpResponse:
    """A name printed near a unit: it means a unit from now on, or it is set aside with a reason."""
    today = clock.today()
    require(can_settle_name(request.acting, the_unit(pk).pk, today))
    name = _asked(request, pk, today)
    found = next(iter(queries.unsettled(name)), None)
    meant = found.meant if found else None
    form = NameForm(posted(request), near=pk, today=today, meant=meant, initial={"text": name.text})
    if request.method == "POST" and form.is_valid():
        try:
            messages.success(request, _settled(request, name, form))
        except RefusedError as refused:
            form.add_error(None, refused.message)
        else:
            return redirect("orgunits:unresolved")
    return form_page(request, "orgunits/name.html", form, pk, name=name, found=found)


@signed_in
@require_POST
def take_up(request: ActingRequest, pk: int) -> HttpResponse:
    """A name set aside stands on the list again."""
    today = clock.today()
    require(can_keep_units(request.acting))
    row = get_object_or_404(queries.names_kept(request.acting, today), pk=pk)
    actions.take_up_name(row, **who(request))
    messages.success(request, _("Tên gọi này lại nằm trong danh sách."))
    return redirect("orgunits:unresolved")


def _settled(request: ActingRequest, name: PrintedName, form: NameForm) -> str:
    typed = form.cleaned_data
    unit: OrgUnit | None = typed["unit"] or None
    if unit is None:
        told = replace(name, text=typed["text"])
        actions.dismiss_name(told, reason=typed["reason"], **who(request))
        return _("Đã bỏ qua tên gọi này; có thể xem lại ở cuối danh sách.")
    actions.assign_name(typed["text"], unit, name.near, **who(request))
    return _("Từ nay “%(text)s” được hiểu là đơn vị đã chọn.") % {"text": typed["text"]}


def _asked(request: ActingRequest, near: int, today: date) -> PrintedName:
    """The name of the address, as the list links to it."""
    said = request.GET
    try:
        on = date.fromisoformat(said.get("on", ""))
    except ValueError:
        on = today
    return PrintedName(said.get("text", "")[:_MOST_LETTERS], on, near, said.get("where", ""))
