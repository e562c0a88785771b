"""Plans come in: as a file, as pasted text, by hand; long files are read in the background."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from songhanh.foundation.lib.clock import now, today
from songhanh.foundation.lib.errors import RefusedError
from songhanh.foundation.lib.rules import require
from songhanh.foundation.lib.web import ActingRequest, signed_in
from songhanh.programme.plans.actions import enter_plan
from songhanh.programme.plans.actions.intake import (
    answer_intake,
    is_read_at_once,
    take_in,
    take_in_at_once,
    version_of,
)
from songhanh.programme.plans.enums import IntakeState
from songhanh.programme.plans.errors import AlreadyReceivedError, NotAPlanError
from songhanh.programme.plans.forms.plans import CorrectedFileForm, HeaderForm, UploadForm
from songhanh.programme.plans.jobs import read_plan_file
from songhanh.programme.plans.models import PlanDocument, PlanIntake
from songhanh.programme.plans.queries import plans_visible_to
from songhanh.programme.plans.queries.visibility import intakes_visible_to
from songhanh.programme.plans.rules import can_receive
from songhanh.programme.plans.views.common import back_to, posted, status_of, workable_plan
from songhanh.registry.orgunits.models import OrgUnit


@signed_in
def upload(request: ActingRequest) -> HttpResponse:
    """Take in a plan file or pasted text; a short one is read at once."""
    require(can_receive(request.acting, request.acting.branch_id or 0, today()))
    return _take_in(request, None)


@signed_in
def corrected(request: ActingRequest, pk: int) -> HttpResponse:
    """Take in the corrected file of a plan: it is compared before anything changes."""
    return _take_in(request, workable_plan(request, pk))


def _take_in(request: ActingRequest, plan: PlanDocument | None) -> HttpResponse:
    form_class = UploadForm if plan is None else CorrectedFileForm
    files = request.FILES if request.method == "POST" else None
    form = form_class(posted(request), files, acting=request.acting, on=today())
    if request.method == "POST" and form.is_valid():
        answer = _receive(request, form, plan)
        if answer is not None:
            return answer
    context = {"form": form, "plan": plan, "code": form.code}
    return render(request, "plans/upload.html", context, status=status_of(form.errors))


def _receive(
    request: ActingRequest, form: UploadForm, plan: PlanDocument | None
) -> HttpResponse | None:
    """Receive what was sent; None when it was refused and the form says why."""
    data, name = form.sent()
    issuer = plan.issuer if plan else OrgUnit.objects.get(pk=form.cleaned_data["issuer"])
    at_once = is_read_at_once(data, name)
    receive = take_in_at_once if at_once else take_in
    try:
        intake = receive(data, name, issuer=issuer, corrects=plan, acting=request.acting, at=now())
    except NotAPlanError as error:
        form.add_error("file", error.message)
        form.code = error.code
        return None
    except AlreadyReceivedError as error:
        messages.info(request, error.message)
        return redirect("plans:detail", pk=error.plan_id)
    except RefusedError as error:
        form.add_error("file", error.message)
        return None
    if not at_once:
        read_plan_file.enqueue(intake_id=intake.pk)
        return redirect("plans:intake", intake_pk=intake.pk)
    return _onward(request, intake)


def _onward(request: ActingRequest, intake: PlanIntake) -> HttpResponse:
    """Where a file that was read leads: to its question, its differences, or its review."""
    if intake.state != IntakeState.READ or intake.plan is None:
        return redirect("plans:intake", intake_pk=intake.pk)
    version = version_of(intake)
    if version is not None:
        return redirect("plans:version", pk=intake.plan.pk, number=version.number)
    messages.success(
        request, _("Đã đọc kế hoạch. Hãy xem từng mục bên cạnh văn bản gốc rồi xác nhận.")
    )
    return back_to(intake.plan)


@signed_in
def intake(request: ActingRequest, intake_pk: int) -> HttpResponse:
    """How far the reading of a file is; what it looks like, and the question about it."""
    found = get_object_or_404(intakes_visible_to(request.acting, today()), pk=intake_pk)
    if request.method == "POST":
        as_new = request.POST.get("do") == "new"
        answer_intake(found, as_new=as_new, acting=request.acting, at=now())
    if found.state == IntakeState.READ:
        return _onward(request, found)
    return render(request, "plans/intake.html", {"intake": found})


@signed_in
def by_hand(request: ActingRequest) -> HttpResponse:
    """Enter a plan without a file: its heading first, then element by element."""
    acting = request.acting
    require(can_receive(acting, acting.branch_id or 0, today()))
    form = HeaderForm(
        posted(request),
        instance=PlanDocument(issuer_id=acting.branch_id or 0),
        acting=acting,
        on=today(),
        parents=plans_visible_to(acting, today()),
    )
    if request.method == "POST" and form.is_valid():
        plan = enter_plan(form.values(), acting=acting, at=now())
        messages.success(request, _("Đã lập kế hoạch. Hãy thêm chỉ tiêu, nhiệm vụ, phân công."))
        return redirect(reverse("plans:choose_kind", args=[plan.pk]))
    return render(request, "plans/by_hand.html", {"form": form}, status=status_of(form.errors))
