"""Users of the acting branch: list, open, change, close; give roles and end them."""

from dataclasses import dataclass
from datetime import date

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from songhanh.foundation.accounts.actions import OneTimePassword
from songhanh.foundation.accounts.models import User
from songhanh.foundation.accounts.queries import second_factors_of, sessions_of
from songhanh.foundation.lib import clock
from songhanh.foundation.lib.errors import RefusedError
from songhanh.foundation.lib.excel import Column, Kind, workbook_response
from songhanh.foundation.lib.rules import require
from songhanh.foundation.lib.web import ActingRequest, signed_in
from songhanh.foundation.ui import lists
from songhanh.registry.orgunits import queries as orgunits
from songhanh.registry.roles import actions, queries
from songhanh.registry.roles.enums import Role
from songhanh.registry.roles.forms import (
    EndForm,
    GrantForm,
    NewUserForm,
    PersonForm,
    ReasonForm,
    UserFilter,
)
from songhanh.registry.roles.models import UserRole
from songhanh.registry.roles.rules import can_grant, can_manage, can_manage_users


@dataclass(frozen=True)
class _Row:
    """A user with their roles of the day in words."""

    person: User
    roles: list[str]


_ORDERS = {"name": "folded_name", "username": "username", "created": "created_at"}


@signed_in
def users(request: ActingRequest) -> HttpResponse:
    """The users of the branch."""
    require(can_manage_users(request.acting))
    today = clock.today()
    form = UserFilter(request.GET or None)
    found = queries.users_found(request.acting, _filters(form), today)
    found = lists.sort(request, found, _ORDERS, "name")
    if lists.wants_workbook(request):
        return _workbook(list(found), today)
    page = lists.page_of(request, found)
    context = {"filter_form": form, "page": page, "rows": _rows(list(page), today)}
    return render(request, "roles/users.html", context)


@never_cache
@signed_in
def new_user(request: ActingRequest) -> HttpResponse:
    """A new account with its first role; its one-time password is shown once."""
    require(can_manage_users(request.acting))
    form = NewUserForm(request.POST or None, acting=request.acting, today=clock.today())
    if request.method == "POST" and form.is_valid():
        try:
            opened = actions.create_user(
                form.person(form.cleaned_data["username"]),
                form.grant(),
                acting=request.acting,
                at=clock.now(),
            )
        except RefusedError as refused:
            form.add_error(None, refused.message)
        else:
            return _tell_password(request, opened)
    return _form_page(request, "roles/new_user.html", form)


@signed_in
def user(request: ActingRequest, pk: int) -> HttpResponse:
    """One user with every role, and what may be done."""
    person = visible_user(request, pk)
    today = clock.today()
    held = queries.roles_of(person)
    names = orgunits.names_on([i for role in held for i in (role.unit_id, role.branch_id)], today)
    context = {
        "person": person,
        "roles": [
            {
                "held": role,
                "unit": names.get(role.unit_id, ""),
                "branch": names.get(role.branch_id, ""),
                "state": _state(role, today),
                "ending": can_grant(
                    request.acting,
                    person,
                    unit_id=role.unit_id,
                    branch_id=role.branch_id,
                    on=today,
                ),
            }
            for role in held
        ],
        "managing": can_manage(request.acting, person, today),
        "factors": second_factors_of(person),
        "sessions": len(sessions_of(person)),
    }
    return render(request, "roles/user.html", context)


@signed_in
def edit_user(request: ActingRequest, pk: int) -> HttpResponse:
    """Correct name and address."""
    person = visible_user(request, pk)
    require(can_manage(request.acting, person, clock.today()))
    initial = {"full_name": person.full_name, "email": person.email}
    form = PersonForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        changed = form.person(person.username)
        actions.change_user(person, changed, acting=request.acting, at=clock.now())
        messages.success(request, _("Đã lưu thông tin tài khoản."))
        return redirect("roles:user", pk=pk)
    return _form_page(request, "roles/edit_user.html", form, person=person)


@never_cache
@require_POST
@signed_in
def reset_password(request: ActingRequest, pk: int) -> HttpResponse:
    """A one-time password, shown once."""
    person = visible_user(request, pk)
    opened = actions.reset_password(person, acting=request.acting, at=clock.now())
    return _tell_password(request, opened)


@signed_in
def deactivate(request: ActingRequest, pk: int) -> HttpResponse:
    """Close an account, with the reason."""
    person = visible_user(request, pk)
    require(can_manage(request.acting, person, clock.today()))
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.deactivate_user(
            person, reason=form.cleaned_data["reason"], acting=request.acting, at=clock.now()
        )
        messages.success(request, _("Đã khóa tài khoản; các phiên đăng nhập đã kết thúc."))
        return redirect("roles:user", pk=pk)
    return _form_page(request, "roles/deactivate.html", form, person=person)


@require_POST
@signed_in
def activate(request: ActingRequest, pk: int) -> HttpResponse:
    """Open a closed account again."""
    person = visible_user(request, pk)
    actions.activate_user(person, acting=request.acting, at=clock.now())
    messages.success(request, _("Tài khoản đã dùng lại được."))
    return redirect("roles:user", pk=pk)


@signed_in
def grant(request: ActingRequest, pk: int) -> HttpResponse:
    """One more role for a user."""
    person = visible_user(request, pk)
    form = GrantForm(request.POST or None, acting=request.acting, today=clock.today())
    if request.method == "POST" and form.is_valid():
        try:
            actions.grant_role(person, form.grant(), acting=request.acting, at=clock.now())
        except RefusedError as refused:
            form.add_error(None, refused.message)
        else:
            messages.success(request, _("Đã cấp vai trò."))
            return redirect("roles:user", pk=pk)
    return _form_page(request, "roles/grant.html", form, person=person)


@signed_in
def end(request: ActingRequest, pk: int) -> HttpResponse:
    """The last day of a role; a day before its first takes it back altogether."""
    held = get_object_or_404(UserRole.objects.select_related("user"), pk=pk)
    person = visible_user(request, held.user_id)
    today = clock.today()
    require(
        can_grant(request.acting, person, unit_id=held.unit_id, branch_id=held.branch_id, on=today)
    )
    form = EndForm(request.POST or None, initial={"last_day": today})
    if request.method == "POST" and form.is_valid():
        try:
            actions.end_role(
                held,
                last_day=form.cleaned_data["last_day"],
                acting=request.acting,
                at=clock.now(),
            )
        except RefusedError as refused:
            form.add_error("last_day", refused.message)
        else:
            messages.success(request, _("Đã ghi ngày kết thúc vai trò."))
            return redirect("roles:user", pk=held.user_id)
    names = orgunits.names_on([held.unit_id], today)
    context = {"person": person, "held": held, "unit": names.get(held.unit_id, "")}
    return _form_page(request, "roles/end.html", form, **context)


def visible_user(request: ActingRequest, pk: int) -> User:
    """A user of the branch, for whoever manages users; 404 for any other."""
    require(can_manage_users(request.acting))
    return get_object_or_404(queries.users_visible_to(request.acting, clock.today()), pk=pk)


def _form_page(
    request: ActingRequest, template: str, form: forms.Form, **context: object
) -> HttpResponse:
    status = 400 if form.errors else 200
    return render(request, template, {"form": form, **context}, status=status)


def _tell_password(request: ActingRequest, opened: OneTimePassword) -> HttpResponse:
    """Shown in the answer itself and kept nowhere: the page cannot be opened a second time."""
    context = {"person": opened.user, "password": opened.password}
    return render(request, "roles/one_time_password.html", context)


def _filters(form: UserFilter) -> queries.UserFilters:
    data = form.cleaned_data if form.is_valid() else {}
    return queries.UserFilters(
        text=data.get("q", ""),
        unit=data.get("unit", ""),
        role=data.get("role", ""),
        active={"open": True, "closed": False}.get(data.get("state", "")),
    )


def _rows(found: list[User], on: date) -> list[_Row]:
    roles = queries.roles_by_user([person.pk for person in found], on)
    names = orgunits.names_on({role.unit_id for held in roles.values() for role in held}, on)
    return [
        _Row(
            person,
            [
                _("%(role)s, %(unit)s")
                % {"role": Role(role.role).label, "unit": names.get(role.unit_id, "")}
                for role in roles[person.pk]
            ],
        )
        for person in found
    ]


def _workbook(found: list[User], on: date) -> HttpResponse:
    columns = [
        Column(_("Họ và tên"), width=30),
        Column(_("Tên đăng nhập")),
        Column(_("Thư điện tử"), width=30),
        Column(_("Vai trò"), width=60),
        Column(_("Tình trạng")),
        Column(_("Lập lúc"), Kind.MOMENT),
    ]
    states = {True: _("đang dùng"), False: _("đã khóa")}
    rows = (
        (
            row.person.full_name,
            row.person.username,
            row.person.email,
            "; ".join(row.roles),
            states[row.person.is_active],
            row.person.created_at,
        )
        for row in _rows(found, on)
    )
    return workbook_response("tai-khoan.xlsx", columns, rows)


def _state(role: UserRole, on: date) -> tuple[str, str]:
    """The state of a role on a day: its words and its tone."""
    if role.valid_from > on:
        return _("chưa bắt đầu"), "info"
    if role.valid_to is not None and role.valid_to < on:
        return _("đã kết thúc"), "neutral"
    return _("đang giữ"), "good"
