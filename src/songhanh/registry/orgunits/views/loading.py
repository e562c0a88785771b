"""Many units from an Excel file, and units entered twice."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from songhanh.foundation.lib import clock, filestore
from songhanh.foundation.lib.errors import RefusedError
from songhanh.foundation.lib.rules import require
from songhanh.foundation.lib.sheets import read_sheet
from songhanh.foundation.lib.web import ActingRequest, signed_in
from songhanh.foundation.ui import lists
from songhanh.registry.orgunits import actions
from songhanh.registry.orgunits.checks import snapshot
from songhanh.registry.orgunits.checks.codes import duplicates_in
from songhanh.registry.orgunits.forms.loading import LoadForm, MergeDuplicateForm
from songhanh.registry.orgunits.models import OrgUnit
from songhanh.registry.orgunits.rules import can_change, can_keep_units
from songhanh.registry.orgunits.views.frames import who
from songhanh.registry.orgunits.workbooks import COLUMNS, read_units


@signed_in
def load(request: ActingRequest) -> HttpResponse:
    """A table of units: first what it would change, then, confirmed, it is done."""
    require(can_keep_units(request.acting))
    posted = request.method == "POST"
    form = LoadForm(request.POST if posted else None, request.FILES if posted else None)
    context: dict[str, Any] = {"form": form, "faults": []}
    if posted and form.is_valid():
        try:
            done = _load(request, form, context)
        except RefusedError as refused:
            form.add_error("file", refused.message)
        else:
            if done is not None:
                messages.success(request, done)
                return redirect("orgunits:list")
    status = 400 if form.errors or context["faults"] else 200
    return render(request, "orgunits/load.html", context, status=status)


def _load(request: ActingRequest, form: LoadForm, context: dict[str, Any]) -> str | None:
    """A sentence where it was done; else the context holds the preview or the faults."""
    key = form.cleaned_data["key"]
    data = filestore.open_file(key) if key else form.cleaned_data["file"].read()
    read = read_units(read_sheet(data, COLUMNS), acting=request.acting, on=clock.today())
    context["faults"] = read.faults
    if read.faults:
        return None
    result = actions.load_units(read.rows, trial=not key, **who(request))
    if result.has_errors:
        context["faults"] = [(one.row, one.message) for one in result.findings]
        return None
    if key:
        return _("Đã nạp: %(added)s đơn vị mới, %(changed)s đơn vị đổi.") % {
            "added": result.units.added,
            "changed": result.units.changed,
        }
    context |= {
        "key": filestore.store(data, ".xlsx"),
        "counts": result.units,
        "rows": read.rows[:20],
        "total": len(read.rows),
    }
    return None


@signed_in
def duplicates(request: ActingRequest) -> HttpResponse:
    """Units of one name and kind below one unit: perhaps one that was entered twice."""
    require(can_keep_units(request.acting))
    today = clock.today()
    root = None if request.acting.sees_everything else request.acting.branch_id
    pairs = duplicates_in(snapshot(root, today))
    page = lists.page_of(request, pairs)
    context = {"page": page, "today": today}
    return render(request, "orgunits/duplicates.html", context)


@signed_in
@require_POST
def merge_duplicate(request: ActingRequest, pk: int) -> HttpResponse:
    """The unit goes into the one that is kept, from today on."""
    duplicate = get_object_or_404(OrgUnit, pk=pk)
    require(can_change(request.acting, duplicate, clock.today()))
    form = MergeDuplicateForm(request.POST)
    if not form.is_valid():
        raise RefusedError(_("Hãy chọn đơn vị được giữ lại."))
    kept = get_object_or_404(OrgUnit, pk=form.cleaned_data["kept"])
    actions.merge_duplicate(duplicate, kept=kept, on=clock.today(), **who(request))
    messages.success(request, _("Đã gộp; số liệu đã có vẫn đứng ở đơn vị cũ."))
    return redirect("orgunits:duplicates")
