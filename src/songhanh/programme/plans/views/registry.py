"""The list of plans, and taking in a new one."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from songhanh.foundation.lib.clock import now, today
from songhanh.foundation.lib.errors import RefusedError
from songhanh.foundation.lib.rules import require
from songhanh.foundation.lib.web import ActingRequest, signed_in
from songhanh.foundation.ui import lists
from songhanh.programme.plans.actions import receive_plan
from songhanh.programme.plans.errors import AlreadyReceivedError
from songhanh.programme.plans.exports import plans_workbook
from songhanh.programme.plans.forms.plans import PlanFilter, UploadForm
from songhanh.programme.plans.queries import plans_visible_to
from songhanh.programme.plans.queries.registry import filter_plans
from songhanh.programme.plans.rules import can_receive
from songhanh.programme.plans.views.common import posted
from songhanh.registry.orgunits.models import OrgUnit
from songhanh.registry.orgunits.queries import names_on

SORTS = {"received": "received_at", "code": "code", "issued": "issued_on", "title": "title"}


@signed_in
def plan_list(request: ActingRequest) -> HttpResponse:
    """The plans a person may read; as an Excel file when asked for."""
    on = today()
    form = PlanFilter(request.GET)
    form.is_valid()
    plans = filter_plans(plans_visible_to(request.acting, on), form.cleaned_data)
    plans = lists.sort(request, plans, SORTS, "-received")
    if lists.wants_workbook(request):
        return plans_workbook(plans, on)
    page = lists.page_of(request, plans)
    names = names_on([plan.issuer_id for plan in page], on)
    may_receive = can_receive(request.acting, request.acting.branch_id or 0, on)
    context = {
        "form": form,
        "page": page,
        "rows": [(plan, names.get(plan.issuer_id, "")) for plan in page],
        "filtered": any(form.cleaned_data.values()),
        "may_receive": may_receive,
    }
    return render(request, "plans/list.html", context)


@signed_in
def upload(request: ActingRequest) -> HttpResponse:
    """Take in a plan file: it is read at once and becomes a draft to confirm."""
    on = today()
    require(can_receive(request.acting, request.acting.branch_id or 0, on))
    form = UploadForm(
        posted(request),
        request.FILES if request.method == "POST" else None,
        acting=request.acting,
        on=on,
    )
    if request.method == "POST" and form.is_valid():
        answer = _receive(request, form)
        if answer is not None:
            return answer
    status = 400 if form.is_bound and form.errors else 200
    return render(request, "plans/upload.html", {"form": form}, status=status)


def _receive(request: ActingRequest, form: UploadForm) -> HttpResponse | None:
    """Receive the file; None when it was refused and the form says why."""
    file = form.cleaned_data["file"]
    issuer = OrgUnit.objects.get(pk=form.cleaned_data["issuer"])
    try:
        plan = receive_plan(file.read(), file.name, acting=request.acting, at=now(), issuer=issuer)
    except AlreadyReceivedError as error:
        messages.info(request, error.message)
        return redirect("plans:detail", pk=error.plan_id)
    except RefusedError as error:
        form.add_error("file", error.message)
        return None
    messages.success(
        request, _("Đã đọc kế hoạch. Hãy xem từng mục bên cạnh văn bản gốc rồi xác nhận.")
    )
    return redirect(reverse("plans:review", args=[plan.pk]))
