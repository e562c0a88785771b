"""Numbers and days of many units from an Excel file: read, shown, then registered."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from songhanh.foundation.lib.clock import now, today
from songhanh.foundation.lib.errors import RefusedError
from songhanh.foundation.lib.rules import require
from songhanh.foundation.lib.web import ActingRequest, signed_in
from songhanh.programme.cascade.actions.registering import register_many
from songhanh.programme.cascade.enums import LocalPlanState
from songhanh.programme.cascade.forms.needs import BulkConfirmForm, BulkForm
from songhanh.programme.cascade.imports import BulkReading, read_bulk, unpacked
from songhanh.programme.cascade.queries.needs import Need, needs_of
from songhanh.programme.cascade.rules import can_decide
from songhanh.programme.cascade.views.common import visible_plan
from songhanh.programme.plans.models import PlanDocument


@signed_in
def upload(request: ActingRequest, pk: int) -> HttpResponse:
    """Choose kind, year and file; the rows are read and shown, nothing is stored yet."""
    plan = visible_plan(request, pk)
    require(can_decide(request.acting, plan, today()))
    posted = request.method == "POST"
    form = BulkForm(
        request.POST if posted else None,
        request.FILES if posted else None,
        initial={"year": today().year},
    )
    reading: BulkReading | None = None
    if posted and form.is_valid():
        kind, year = form.cleaned_data["kind"], form.cleaned_data["year"]
        try:
            reading = read_bulk(
                form.cleaned_data["file"].read(), _open(request, plan, kind, year), on=today()
            )
        except RefusedError as refused:
            form.add_error("file", refused.message)
    context: dict[str, object] = {"plan": plan, "form": form, "reading": reading}
    if reading is not None:
        context["confirm_form"] = BulkConfirmForm(
            initial={
                "kind": form.cleaned_data["kind"],
                "year": form.cleaned_data["year"],
                "rows": reading.packed(),
            }
        )
    return render(request, "cascade/bulk.html", context, status=400 if form.errors else 200)


@require_POST
@signed_in
def confirm(request: ActingRequest, pk: int) -> HttpResponse:
    """Register the rows of the preview, all or none, held against the lists once more."""
    plan = visible_plan(request, pk)
    require(can_decide(request.acting, plan, today()))
    form = BulkConfirmForm(request.POST)
    if not form.is_valid():
        raise RefusedError(_("Bản xem trước không còn đúng. Hãy tải tệp lên lại."))
    kind, year = form.cleaned_data["kind"], form.cleaned_data["year"]
    rows = unpacked(form.cleaned_data["rows"], _open(request, plan, kind, year))
    count = register_many(rows, acting=request.acting, at=now())
    sentence = ngettext(
        "Đã đăng ký %(count)s kế hoạch mới.", "Đã đăng ký %(count)s kế hoạch mới.", count
    )
    messages.success(request, sentence % {"count": count})
    return redirect("cascade:needs", pk=plan.pk)


def _open(request: ActingRequest, plan: PlanDocument, kind: str, year: int) -> list[Need]:
    """The needs of this kind and year that are not accepted yet."""
    found = needs_of(plan, request.acting, on=today(), year=year)
    return [need for need in found if need.kind == kind and need.state != LocalPlanState.ACCEPTED]
