"""Invitations of the branch: send, print, mail, take back."""

from dataclasses import dataclass
from datetime import date, datetime
from smtplib import SMTPException

from django.conf import settings
from django.contrib import messages
from django.core.mail import send_mail
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from songhanh.foundation.accounts.views.security import qr_code
from songhanh.foundation.lib import clock
from songhanh.foundation.lib.errors import RefusedError
from songhanh.foundation.lib.excel import Column, Kind, workbook_response
from songhanh.foundation.lib.rules import require
from songhanh.foundation.lib.web import ActingRequest, signed_in
from songhanh.foundation.ui import lists
from songhanh.registry.orgunits import queries as orgunits
from songhanh.registry.roles import actions, queries
from songhanh.registry.roles.enums import Role
from songhanh.registry.roles.forms import InvitationFilter, InvitationForm
from songhanh.registry.roles.models import Invitation
from songhanh.registry.roles.rules import can_manage_users


@dataclass(frozen=True)
class _Row:
    """An invitation in words."""

    invitation: Invitation
    unit: str
    role: str
    state: str
    tone: str

    @property
    def is_open(self) -> bool:
        """Whether it may still be accepted."""
        return self.tone == "info"


@signed_in
def invitations(request: ActingRequest) -> HttpResponse:
    """The invitations to units of the branch."""
    require(can_manage_users(request.acting))
    now = clock.now()
    today = clock.day_of(now)
    form = InvitationFilter(request.GET or None)
    data = form.cleaned_data if form.is_valid() else {}
    found = queries.invitations_visible_to(request.acting, today)
    if data.get("unit"):
        meant = queries.units_meant(request.acting, data["unit"], today)
        found = found.filter(unit_id__in=[unit.unit_id for unit in meant])
    found = queries.invitations_in(found, data.get("state", ""), now)
    if lists.wants_workbook(request):
        return _workbook(_rows(list(found), today, now))
    page = lists.page_of(request, found)
    context = {"filter_form": form, "page": page, "rows": _rows(list(page), today, now)}
    return render(request, "roles/invitations.html", context)


@never_cache
@signed_in
def new(request: ActingRequest) -> HttpResponse:
    """A new invitation; its code is shown once, as link, as QR code and as a slip to print."""
    require(can_manage_users(request.acting))
    today = clock.today()
    initial = {"unit": request.GET.get("unit", ""), "role": request.GET.get("role", "")}
    form = InvitationForm(request.POST or None, acting=request.acting, today=today, initial=initial)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            invited = actions.invite(
                data["full_name"],
                data["email"],
                form.grant(),
                acting=request.acting,
                at=clock.now(),
            )
        except RefusedError as refused:
            form.add_error(None, refused.message)
        else:
            return _tell_code(request, invited, data["paper"])
    status = 400 if form.errors else 200
    return render(request, "roles/invite.html", {"form": form}, status=status)


@require_POST
@signed_in
def revoke(request: ActingRequest, pk: int) -> HttpResponse:
    """Take an invitation back."""
    require(can_manage_users(request.acting))
    found = queries.invitations_visible_to(request.acting, clock.today())
    invitation = get_object_or_404(found, pk=pk)
    actions.revoke_invitation(invitation, acting=request.acting, at=clock.now())
    messages.success(request, _("Đã rút lại lời mời; mã mời không còn dùng được."))
    return redirect("roles:invitations")


def _tell_code(request: ActingRequest, invited: actions.Invited, paper: str) -> HttpResponse:
    """Shown in the answer itself and kept nowhere: the page cannot be opened a second time."""
    invitation = invited.invitation
    address = request.build_absolute_uri(reverse("roles:accept_invitation", args=[invited.code]))
    unit = orgunits.names_on([invitation.unit_id], clock.today()).get(invitation.unit_id, "")
    context = {
        "invitation": invitation,
        "code": invited.code,
        "address": address,
        "door": request.build_absolute_uri(reverse("roles:enter_code")),
        "qr": qr_code(address),
        "unit": unit,
        "paper": paper,
        "mail": _mailed(invitation, address, unit),
    }
    return render(request, "roles/invited.html", context)


def _mailed(invitation: Invitation, address: str, unit: str) -> str:
    """Send the link where there is an address and a server: ``sent``, ``failed`` or nothing."""
    if not (invitation.email and settings.DEFAULT_FROM_EMAIL):
        return ""
    words = {"invitation": invitation, "address": address, "unit": unit}
    text = render_to_string("roles/invitation_mail.txt", words)
    subject = _("Lời mời dùng Song Hành: %(unit)s") % {"unit": unit}
    try:
        sent = send_mail(subject, text, None, [invitation.email])
    except (OSError, SMTPException):
        return "failed"
    return "sent" if sent else "failed"


def _rows(found: list[Invitation], on: date, now: datetime) -> list[_Row]:
    names = orgunits.names_on({one.unit_id for one in found}, on)
    return [
        _Row(one, names.get(one.unit_id, ""), str(Role(one.role).label), *_state(one, now))
        for one in found
    ]


def _state(one: Invitation, now: datetime) -> tuple[str, str]:
    if one.accepted_at:
        return _("đã nhận"), "good"
    if one.revoked_at:
        return _("đã rút lại"), "neutral"
    if one.expires_at <= now:
        return _("đã hết hạn"), "warning"
    return _("đang chờ"), "info"


def _workbook(rows: list[_Row]) -> HttpResponse:
    columns = [
        Column(_("Đơn vị"), width=40),
        Column(_("Vai trò"), width=30),
        Column(_("Họ và tên"), width=30),
        Column(_("Mời lúc"), Kind.MOMENT),
        Column(_("Hết hạn lúc"), Kind.MOMENT),
        Column(_("Tình trạng")),
    ]
    cells = (
        (
            row.unit,
            row.role,
            str(row.invitation.accepted_by or row.invitation.full_name),
            row.invitation.created_at,
            row.invitation.expires_at,
            row.state,
        )
        for row in rows
    )
    return workbook_response("loi-moi.xlsx", columns, cells)
