"""Scans kept beside a plan, and the end of a plan."""

from io import BytesIO

from django.contrib import messages
from django.http import FileResponse, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from songhanh.foundation.lib import filestore
from songhanh.foundation.lib.clock import now, today
from songhanh.foundation.lib.errors import RefusedError
from songhanh.foundation.lib.rules import require
from songhanh.foundation.lib.web import ActingRequest, signed_in
from songhanh.programme.plans.actions import attach, close_plan, remove_attachment
from songhanh.programme.plans.forms.plans import AttachForm, CloseForm
from songhanh.programme.plans.models import PlanAttachment
from songhanh.programme.plans.rules import can_close
from songhanh.programme.plans.views.common import posted, status_of, visible_plan, workable_plan


@signed_in
def add(request: ActingRequest, pk: int) -> HttpResponse:
    """Keep a scan beside a plan."""
    plan = workable_plan(request, pk)
    files = request.FILES if request.method == "POST" else None
    form = AttachForm(posted(request), files)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            attach(
                plan,
                file.read(),
                file.name,
                form.cleaned_data["title"],
                acting=request.acting,
                at=now(),
            )
        except RefusedError as error:
            form.add_error("file", error.message)
        else:
            messages.success(request, _("Đã lưu bản scan bên cạnh kế hoạch."))
            return redirect("plans:detail", pk=plan.pk)
    context = {"plan": plan, "form": form}
    return render(request, "plans/attach.html", context, status=status_of(form.errors))


@signed_in
def attachment(request: ActingRequest, pk: int, attachment_pk: int) -> FileResponse:
    """A kept scan, as it came."""
    plan = visible_plan(request, pk)
    kept = get_object_or_404(PlanAttachment, pk=attachment_pk, plan=plan, removed_at__isnull=True)
    return FileResponse(
        BytesIO(filestore.open_file(kept.file_key)),
        as_attachment=True,
        filename=kept.filename,
        content_type="application/octet-stream",
    )


@require_POST
@signed_in
def remove(request: ActingRequest, pk: int, attachment_pk: int) -> HttpResponse:
    """Take a scan away from a plan."""
    plan = workable_plan(request, pk)
    kept = get_object_or_404(
        PlanAttachment.objects.select_related("plan"),
        pk=attachment_pk,
        plan=plan,
        removed_at__isnull=True,
    )
    remove_attachment(kept, acting=request.acting, at=now())
    messages.success(request, _("Đã bỏ tài liệu khỏi kế hoạch; lịch sử vẫn giữ."))
    return redirect("plans:detail", pk=plan.pk)


@signed_in
def close(request: ActingRequest, pk: int) -> HttpResponse:
    """End a plan in force, from a day and for a reason."""
    plan = workable_plan(request, pk)
    require(can_close(request.acting, plan, today()))
    form = CloseForm(posted(request), initial={"on": today()})
    if request.method == "POST" and form.is_valid():
        try:
            close_plan(
                plan,
                on=form.cleaned_data["on"],
                reason=form.cleaned_data["reason"],
                acting=request.acting,
                at=now(),
            )
        except RefusedError as error:
            form.add_error("on", error.message)
        else:
            messages.success(request, _("Đã kết thúc kế hoạch. Số liệu vẫn được giữ để báo cáo."))
            return redirect("plans:detail", pk=plan.pk)
    context = {"plan": plan, "form": form}
    return render(request, "plans/close.html", context, status=status_of(form.errors))
